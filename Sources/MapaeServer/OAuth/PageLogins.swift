#if Server
import HummingbirdMapae
import MapaeAccounts
import MapaeOAuth

/// Lets users log in on the pages of the authorization server, within the limits of every other login.
struct PageLogins: LoginProvider {
    let logins: LoginGuard

    func logIn(_ attempt: LoginAttempt) async throws -> LoginOutcome {
        do {
            let user = try await logins.user(
                named: attempt.username, password: attempt.password, device: nil,
                network: attempt.origin.network ?? "")
            return .user(
                subject: user.id, epoch: user.sessionEpoch, acr: LoginStrength.password, amr: ["pwd"])
        } catch let error as AccountError where error == AccountError(.invalidCredentials) {
            return .refused
        } catch let error as RouteError {
            guard let seconds = error.retryAfter else { throw error }
            return .tooMany(retryAfter: Int64(seconds))
        }
    }
}
#endif
