#if Server
import Hummingbird
import HummingbirdMapae

/// `POST /logout`, with either token of a session as Bearer or the refresh token as `{"refresh_token"}`: 204, and neither
/// of them is taken any more.
///
/// It may come twice, and late: a token that was revoked or has expired ends its session all the same.
///
/// `POST /logout/all`, with an access token that is good: 204, and no token of any of the user's sessions is taken any more.
struct LogoutRoute: Sendable {
    let sessions: Sessions

    func add(to router: Router<ServerContext>) {
        router.post("logout") { request, context -> SessionEnd in
            do {
                guard let token = try await PresentedToken.either(of: request, limit: context.maxUploadSize) else {
                    throw TokenError(.missingToken)
                }
                let known = try sessions.authority.authenticate(String(token), .anyType)
                return try await sessions.end(
                    known,
                    by: SessionEnder(known.claims.subject, network: context.client.network, reason: "logout"))
            } catch let error as TokenError {
                throw sessions.prepared(error)
            }
        }
        router.protected("logout/all", by: sessions).post { _, context in
            let subject = context.token.subject
            return try await sessions.endAll(
                of: subject, by: SessionEnder(subject, network: context.client.network, reason: "logout_all"))
        }
    }
}
#endif
