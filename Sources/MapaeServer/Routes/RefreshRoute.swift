#if Server
import Hummingbird
import HummingbirdMapae

/// `POST /refresh`, with the refresh token as Bearer or as `{"refresh_token"}`: a new pair that is not fresh.
///
/// A refresh token is good for one refresh. The same one again within seconds gets the same answer.
struct RefreshRoute: Sendable {
    let sessions: Sessions

    func add(to router: Router<ServerContext>) {
        router.post("refresh") { request, context in
            do {
                let token = try await PresentedToken.refreshToken(of: request, limit: context.maxUploadSize)
                return try await sessions.rotate(text: token)
            } catch let error as TokenError {
                throw sessions.prepared(error)
            }
        }
    }
}
#endif
