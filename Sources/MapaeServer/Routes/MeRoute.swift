#if Server
import Hummingbird
import HummingbirdMapae

/// `GET /me`: who the token says you are. No store is asked.
struct MeRoute: Sendable {
    let sessions: Sessions

    func add(to router: Router<ServerContext>) {
        router.protected("me", by: sessions).get { _, context in
            var me: JSONObject = ["sub": .string(context.token.subject)]
            if let username = context.token.username { me["preferred_username"] = .string(username) }
            return me
        }
    }
}
#endif
