#if Server
import Hummingbird
import HummingbirdMapae

/// `GET /me`: who the token says you are. No store is asked.
struct MeRoute: Sendable {
    let authority: TokenAuthority

    func add(to router: Router<BasicTokenRequestContext>) {
        router.protected("me", by: authority).get { _, context in
            ["sub": context.token.subject, "preferred_username": context.token.username]
        }
    }
}
#endif
