public import MapaeJOSE
package import MapaeStore

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
    ///   - origin: Where the login comes from, for a list of devices and the audit log.
    ///   - epoch: What ``epoch(of:)`` said before the credential was looked at: then no login that was under way survives the end of
    ///     all sessions.
    /// - Returns: An access token and a refresh token.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails; `session_ended` when all
    ///   sessions of the user were ended since the epoch; what ``TokenAuthority/accessToken(for:fresh:scopes:claims:headers:lifetime:isPersistent:)-(_,_,_,JSONObject,_,_,_)`` throws;
    ///   `CancellationError`. Nothing has begun then.
    public func begin(
        for subject: String, fresh: Freshness = true, scopes: [String] = [], claims: JSONObject = [:],
        isPersistent: Bool? = nil, origin: SessionOrigin? = nil, epoch: Int64? = nil
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
            scope: scopes.joined(separator: " "), claims: try JSONValue.object(claims).serialized(),
            device: origin?.device, network: origin?.network, accessUntil: issued.accessUntil)
        try await begin(record, origin: origin, epoch: epoch)
        return TokenResponse(issued.access, refresh: issued.refresh, scopes: scopes)
    }

    /// Begins a session that is ready, whatever its secret is.
    /// - Parameters:
    ///   - record: The session.
    ///   - origin: Where the login comes from.
    ///   - epoch: What ``epoch(of:)`` said before the credential was looked at.
    /// - Throws: ``TokenError`` `temporarily_unavailable`, `session_ended`; `CancellationError`. It has not begun then.
    package func begin(_ record: SessionRecord, origin: SessionOrigin?, epoch: Int64?) async throws {
        let now = now
        let event = SessionEvent(.began, at: now, sessionID: record.id, subject: record.subject, origin: origin)
        let displacing = { @Sendable (id: String) in
            SessionEvent(.displaced, at: now, sessionID: id, subject: record.subject)
        }
        let terms = SessionTerms(epoch: epoch, maximum: policy.maximumSessions, recording: records(of: event)) {
            [rules, recording] old in
            SessionEnding(
                old.revocation(at: now, rules), recording: recording(displacing(old.id)).map { [$0] } ?? [])
        }
        switch try await asking({ try await store.begin(record, terms) }) {
        case .began(let displaced):
            revocations.add(displaced, at: now)
            for revocation in displaced { report(displacing(revocation.id)) }
        case .idTaken:
            // 128 random bits came twice: the generator is broken, and nothing may be issued from it.
            throw unavailable(StoreError(.failed, "a new session's id is taken"))
        case .superseded:
            throw prepared(TokenError(.sessionEnded))
        }
        report(event)
        await tidyIfDue()
    }

    /// Begins a session whose further claims are what a value encodes.
    /// - Parameters:
    ///   - subject: Whose session it is (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential.
    ///   - scopes: What its access tokens allow (RFC 6749 §3.3).
    ///   - claims: Further claims of all its tokens, as `JSONObject(encoding:)` writes them.
    ///   - isPersistent: Whether the user wants to stay logged in when the browser is closed.
    ///   - origin: Where the login comes from.
    ///   - epoch: What ``epoch(of:)`` said before the credential was looked at.
    /// - Throws: As ``begin(for:fresh:scopes:claims:isPersistent:origin:epoch:)-(_,_,_,JSONObject,_,_,_)`` does, as `JSONObject(encoding:)` does,
    ///   and whatever the value's own `encode(to:)` throws.
    @_disfavoredOverload  // So that a literal stays a `JSONObject`, which keeps its order.
    public func begin(
        for subject: String, fresh: Freshness = true, scopes: [String] = [], claims: some Encodable,
        isPersistent: Bool? = nil, origin: SessionOrigin? = nil, epoch: Int64? = nil
    ) async throws -> TokenResponse {
        try await begin(
            for: subject, fresh: fresh, scopes: scopes, claims: JSONObject(encoding: claims),
            isPersistent: isPersistent, origin: origin, epoch: epoch)
    }
}
