public import MapaeJOSE

/// A token whose signature, issuer, audience and kind are right, and whose time is over. It opens nothing.
///
/// It is good for what must work late: a logout that comes after the token's end, cleaning up, or asking its owner to log in again
/// by name.
public struct ExpiredToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// Whom the token was about.
    public let subject: String
    /// What it was for.
    public let type: TokenType
    /// When it ended.
    public let expirationTime: NumericDate
    /// All its claims.
    public let claims: ClaimSet

    init(subject: String, type: TokenType, expirationTime: NumericDate, claims: ClaimSet) {
        self.subject = subject
        self.type = type
        self.expirationTime = expirationTime
        self.claims = claims
    }

    /// The kind of token, and nothing of whose it is: this must be safe to log.
    public var description: String { "ExpiredToken(\(type.rawValue))" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
