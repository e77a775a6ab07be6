public import MapaeJOSE

/// Who the users are, as far as clients may learn it.
public protocol OAuthUsers: Sendable {
    /// What there is to say of a user: claims of OpenID Connect Core §5.1, as `name`, `preferred_username`, `email` and
    /// `email_verified`, and others of the program's own. The server gives a client only those that its scopes and requests are for.
    /// - Parameter subject: The user's id.
    /// - Returns: `nil` for who is gone or shut out: no token is issued for them any more.
    /// - Throws: Where nobody knows; then nothing is issued, and the client is told to try again.
    func claims(of subject: String) async throws -> JSONObject?
}
