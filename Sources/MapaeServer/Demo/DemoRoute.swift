#if Server
import Hummingbird
import HummingbirdMapae

/// The tutorial's protected route.
struct DemoRoute: Sendable {
    let sessions: Sessions

    func add(to router: Router<ServerContext>) {
        router.protected("protected", by: sessions).get { _, context in
            ["logged_in_as": context.token.username ?? context.token.subject]
        }
    }
}
#endif
