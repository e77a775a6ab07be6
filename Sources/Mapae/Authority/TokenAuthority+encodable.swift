import MapaeJOSE

/// Further claims from a type of your own.
extension TokenAuthority {
    /// Issues an access token whose further claims are what a value encodes.
    ///
    /// ```swift
    /// struct Role: Codable { let role: String, since: Date }
    /// let response = try auth.accessToken(for: "ada", claims: Role(role: "admin", since: .now))
    /// let role = try auth.verify(response.accessToken).claims(as: Role.self)
    /// ```
    /// - Parameters:
    ///   - subject: Whom it is about (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential. Leave it `false` for anything but a login.
    ///   - scopes: What it allows (RFC 6749 §3.3).
    ///   - claims: Further claims, as `JSONObject(encoding:)` writes them.
    /// - Throws: As ``accessToken(for:fresh:scopes:claims:headers:lifetime:isPersistent:)-(_,_,_,JSONObject,_,_,_)`` does, as `JSONObject(encoding:)` does, and
    ///   whatever the value's own `encode(to:)` throws.
    @_disfavoredOverload  // So that a literal stays a `JSONObject`, which keeps its order.
    public func accessToken(
        for subject: String, fresh: Freshness = false, scopes: [String] = [], claims: some Encodable
    ) throws -> TokenResponse {
        try accessToken(for: subject, fresh: fresh, scopes: scopes, claims: JSONObject(encoding: claims))
    }

    /// Issues an access token and a refresh token whose further claims are what a value encodes.
    /// - Parameters:
    ///   - subject: Whom they are about (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential. Leave it `false` for anything but a login.
    ///   - scopes: What the access token allows (RFC 6749 §3.3).
    ///   - claims: Further claims of both, as `JSONObject(encoding:)` writes them.
    /// - Throws: As ``accessToken(for:fresh:scopes:claims:)-(_,_,_,Encodable)`` does.
    @_disfavoredOverload  // So that a literal stays a `JSONObject`, which keeps its order.
    public func tokenPair(
        for subject: String, fresh: Freshness = false, scopes: [String] = [], claims: some Encodable
    ) throws -> TokenResponse {
        try tokenPair(for: subject, fresh: fresh, scopes: scopes, claims: JSONObject(encoding: claims))
    }
}
