import Mapae
public import MapaeAccounts
public import MapaeOAuth

extension ThrottledAccounts: LoginProvider {
    /// Lets users log in on the pages of an authorization server: `OAuthPages(login: accounts)`.
    ///
    /// Wrong passwords are counted by the network that the attempt comes from. Give `router.add(authorizationServer:pages:network:)` its
    /// `network` where such pages take passwords: unless told none is known, all strangers count as one, and a single one of them who
    /// guesses has everybody else wait.
    /// - Throws: `AccountError`, `StoreError` and `CancellationError`, where nobody knows whether the password is right.
    public func logIn(_ attempt: LoginAttempt) async throws -> LoginOutcome {
        try await LoginOutcome.checking {
            try await logIn(
                username: attempt.username, password: attempt.password, from: attempt.origin.network ?? "")
        }
    }
}
