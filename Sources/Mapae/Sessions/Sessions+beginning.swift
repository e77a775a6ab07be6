public import MapaeJOSE
import MapaeStore

extension Sessions {
    /// Begins a session: call it when a user has logged in.
    ///
    /// ```swift
    /// guard passwordIsRight else { throw auth.invalidCredentials() }
    /// return try await sessions.begin(for: user.id, claims: ["role": "admin"])
    /// ```
    /// - Parameters:
    ///   - subject: Whose session it is (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential, as in a login. The tokens of a refresh never say so.
    ///   - scopes: What its access tokens allow (RFC 6749 §3.3).
    ///   - claims: Further claims of all its tokens, also of those that a refresh makes.
    ///   - isPersistent: Whether the user wants to stay logged in when the browser is closed ("remember me"): how long cookies
    ///     last. As the cookie carrier says unless told.
    /// - Returns: An access token and a refresh token.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails; what
    ///   ``TokenAuthority/accessToken(for:fresh:scopes:claims:headers:lifetime:isPersistent:)-(_,_,_,JSONObject,_,_,_)`` throws;
    ///   `CancellationError`. Nothing has begun then.
    public func begin(
        for subject: String, fresh: Freshness = true, scopes: [String] = [], claims: JSONObject = [:],
        isPersistent: Bool? = nil
    ) async throws -> TokenResponse {
        let now = now
        let id = RandomBytes.identifier()
        let endsAt = TokenLifetime(policy.absoluteLifetime).end(from: now).seconds
        let issued = try issue(
            for: subject, fresh: fresh, SessionGrant(scopes: scopes, claims: claims),
            session: (id, createdAt: now.seconds, endsAt, isPersistent), at: now)
        let record = SessionRecord(
            id: id, subject: subject, createdAt: now.seconds, endsAt: endsAt,
            isPersistent: isPersistent, usedAt: now.seconds,
            aliveUntil: issued.aliveUntil, current: RefreshSecret.digest(ofTokenID: issued.refreshTokenID),
            scope: scopes.joined(separator: " "), claims: try JSONValue.object(claims).serialized())
        let change = try await change(id) { known in
            known == nil ? SessionChange(.put(record), outcome: true) : SessionChange(.keep, outcome: false)
        }
        // 128 random bits came twice: the generator is broken, and nothing may be issued from it.
        guard change.outcome else { throw unavailable(StoreError(.failed, "a new session's id is taken")) }
        report(SessionEvent(.began, at: now, sessionID: id, subject: subject))
        await tidyIfDue()
        return TokenResponse(issued.access, refresh: issued.refresh, scopes: scopes)
    }

    /// Begins a session whose further claims are what a value encodes.
    /// - Parameters:
    ///   - subject: Whose session it is (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential.
    ///   - scopes: What its access tokens allow (RFC 6749 §3.3).
    ///   - claims: Further claims of all its tokens, as `JSONObject(encoding:)` writes them.
    ///   - isPersistent: Whether the user wants to stay logged in when the browser is closed.
    /// - Throws: As ``begin(for:fresh:scopes:claims:isPersistent:)-(_,_,_,JSONObject,_)`` does, as `JSONObject(encoding:)` does,
    ///   and whatever the value's own `encode(to:)` throws.
    @_disfavoredOverload  // So that a literal stays a `JSONObject`, which keeps its order.
    public func begin(
        for subject: String, fresh: Freshness = true, scopes: [String] = [], claims: some Encodable,
        isPersistent: Bool? = nil
    ) async throws -> TokenResponse {
        try await begin(
            for: subject, fresh: fresh, scopes: scopes, claims: JSONObject(encoding: claims),
            isPersistent: isPersistent)
    }
}
