#if Server
import HummingbirdMapaeAccounts
import MapaeOAuth

/// Lets users log in on the pages of the authorization server, within the limits of every other login.
struct PageLogins: LoginProvider {
    let logins: LoginGuard

    func logIn(_ attempt: LoginAttempt) async throws -> LoginOutcome {
        try await LoginOutcome.checking(acr: LoginStrength.password) {
            try await logins.user(
                named: attempt.username, password: attempt.password, device: nil,
                network: attempt.origin.network ?? "")
        }
    }
}
#endif
