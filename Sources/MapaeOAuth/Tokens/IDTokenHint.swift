import MapaeJOSE

/// What an ID token says that this server has issued, and that may have expired: whom somebody expects, and nothing more.
struct IDTokenHint: Sendable {
    /// The user.
    let subject: String
    /// The client that got it.
    let audience: [String]
    /// When the user had logged in, in seconds since 1970-01-01T00:00:00Z.
    let authTime: Int64?

    private static let limits = TokenLimits(bytes: 8192)

    /// Reads an ID token (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §4). Its end is not looked at.
    /// - Parameters:
    ///   - text: The token.
    ///   - keys: The server's keys.
    ///   - issuer: The server.
    ///   - now: The present, by which keys retire.
    /// - Returns: `nil` for what this server has not signed as an ID token.
    init?(_ text: String, keys: [VerificationKey], issuer: Issuer, at now: NumericDate) {
        guard let token = try? UnverifiedToken(text, limits: Self.limits),
            let jws = try? JWSVerifier(keys: keys).verify(token, type: .jwt, at: now), let claims = try? jws.claims(),
            claims.issuer.map({ GrantRules.same($0, issuer.text) }) ?? false,
            let subject = claims.subject, !subject.isEmpty, !claims.audience.isEmpty,
            // The tokens of the server's own sessions have the same form, and say of what kind they are.
            claims.tokenType == nil
        else { return nil }
        self.subject = subject
        self.audience = claims.audience
        self.authTime = claims["auth_time"]?.integer
    }
}
