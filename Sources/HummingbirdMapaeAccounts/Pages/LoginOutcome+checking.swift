import MapaeAccounts
package import MapaeOAuth
package import MapaeStore

extension LoginOutcome {
    /// What has become of a login on a page, by a password.
    /// - Parameters:
    ///   - acr: How strong that is, if the server says so to clients.
    ///   - check: Checks the name and the password. It throws `AccountError` `invalidCredentials` for wrong ones, and
    ///     `LoginRefusal` for too many.
    /// - Throws: What else `check` throws.
    package static func checking(
        acr: String? = nil, _ check: () async throws -> UserRecord
    ) async throws -> LoginOutcome {
        do {
            let user = try await check()
            return .user(subject: user.id, epoch: user.sessionEpoch, acr: acr, amr: ["pwd"])
        } catch let error as AccountError where error == AccountError(.invalidCredentials) {
            return .refused
        } catch let refusal as LoginRefusal {
            return .tooMany(retryAfter: Int64(refusal.retryAfter))
        }
    }
}
