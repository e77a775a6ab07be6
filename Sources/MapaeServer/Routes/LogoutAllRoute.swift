#if Server
import Hummingbird
import HummingbirdMapae

/// `POST /logout-all`: 204, and no token of any of the user's sessions is taken any more.
struct LogoutAllRoute: Sendable {
    let sessions: Sessions

    func add(to router: Router<ServerContext>) {
        router.protected("logout-all", by: sessions).post { _, context in
            try await sessions.endAll(of: context.token.subject)
        }
    }
}
#endif
