public import MapaeJOSE

/// What a session's next tokens say, as the program's own check decides at each refresh.
public struct SessionGrant: Sendable {
    /// What its access tokens allow from now on. A scope that the session does not have is left out: a refresh narrows,
    /// never widens (RFC 6749 §6).
    public var scopes: [String]
    /// Further claims from now on, instead of those before.
    public var claims: JSONObject

    /// Creates a grant.
    /// - Parameters:
    ///   - scopes: What access tokens allow.
    ///   - claims: Further claims of all tokens.
    public init(scopes: [String], claims: JSONObject) {
        self.scopes = scopes
        self.claims = claims
    }
}
