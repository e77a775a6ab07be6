import Mapae
public import MapaeAccounts
public import MapaeOAuth

extension ThrottledAccounts: LoginProvider {
    /// Lets users log in on the pages of an authorization server: `OAuthPages(login: accounts)`.
    /// - Throws: `AccountError`, `StoreError` and `CancellationError`, where nobody knows whether the password is right.
    public func logIn(_ attempt: LoginAttempt) async throws -> LoginOutcome {
        try await LoginOutcome.checking {
            try await logIn(
                username: attempt.username, password: attempt.password, from: attempt.origin.network ?? "")
        }
    }
}
