#if Server
import Hummingbird
import HummingbirdMapae

/// The tutorial's protected route.
struct DemoRoute: Sendable {
    let authority: TokenAuthority

    func add(to router: Router<BasicTokenRequestContext>) {
        router.protected("protected", by: authority).get { _, context in
            ["logged_in_as": context.token.username ?? context.token.subject]
        }
    }
}
#endif
