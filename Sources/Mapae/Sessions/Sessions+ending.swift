import MapaeJOSE
import MapaeStore

extension Sessions {
    /// Ends a token's session: none of its tokens is taken any more, neither this one nor its siblings. A token without a
    /// session is revoked alone.
    ///
    /// ```swift
    /// router.protected("logout", by: sessions).delete { _, context in try await sessions.end(context.token) }
    /// ```
    /// To end what has ended is no error.
    /// - Parameter token: A token of the session, whichever.
    /// - Returns: What ended.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails, and nothing has ended; `missing_claim` for a
    ///   token with neither `sid` nor `jti`; `CancellationError`.
    @discardableResult
    public func end(_ token: VerifiedToken) async throws -> SessionEnd {
        try await end(token.claims, of: token.subject, expiringAt: token.expirationTime)
    }

    /// Ends the session of a token that may have expired or been revoked: for a logout that comes late, or twice.
    ///
    /// ```swift
    /// guard let token = try await auth.authenticate(&request, .anyType) else { throw TokenError(.missingToken) }
    /// return try await sessions.end(token)
    /// ```
    /// - Parameter token: A token of the session, whichever, whose authenticity this authority has found.
    /// - Returns: What ended.
    /// - Throws: As ``end(_:)-(VerifiedToken)`` does.
    @discardableResult
    public func end(_ token: AuthenticToken) async throws -> SessionEnd {
        switch token {
        case .current(let token): try await end(token)
        case .expired(let token): try await end(token.claims, of: token.subject, expiringAt: token.expirationTime)
        }
    }

    private func end(
        _ claims: ClaimSet, of subject: String, expiringAt expirationTime: NumericDate
    ) async throws -> SessionEnd {
        if let sessionID = claims.sessionID {
            return try await end(session: sessionID, .ended, notBefore: expirationTime)
        }
        guard let tokenID = claims.tokenID else { throw prepared(TokenError(.missingClaim)) }
        let now = now
        // And what may have been made of it meanwhile, as a sliding cookie is.
        let end = max(expirationTime, now).advanced(by: rules.lag).roundedUp
        // One that has only just expired is alive again where a clock ran fast and is set back.
        if expirationTime.advanced(by: authority.policy.leeway).seconds >= now.seconds - Self.patience,
            !revocations.contains(tokenID)
        {
            let revocation = Revocation(id: tokenID, endsAt: end)
            let event = SessionEvent(.revoked, at: now, subject: subject)
            try await asking { try await store.revoke(revocation, recording: records(of: event)) }
            revocations.add([revocation], at: now)
            report(event)
        }
        return SessionEnd(sessionIDs: [])
    }

    /// Ends one session by its id, as a user does in a list of devices. To end what has ended is no error.
    /// - Parameters:
    ///   - id: The session's id.
    ///   - subject: Whose it must be. Another's is left alone, as if it had ended before.
    /// - Returns: What ended.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails, and nothing has ended; `CancellationError`.
    @discardableResult
    public func end(session id: String, of subject: String) async throws -> SessionEnd {
        let now = now
        let event = SessionEvent(.ended, at: now, sessionID: id, subject: subject)
        let change = try await change(id) { [rules, records = records(of: event)] record in
            guard let record, record.subject.utf8.elementsEqual(subject.utf8) else {
                return SessionChange(.keep, outcome: false)
            }
            return SessionChange(
                .remove, revoking: [record.revocation(at: now, rules)], recording: records, outcome: true)
        }
        guard change.outcome else { return SessionEnd(sessionIDs: []) }
        report(event)
        return SessionEnd(sessionIDs: [id])
    }

    /// Ends all sessions of a user: "log out everywhere", a new password, a user who is shut out.
    ///
    /// Tokens that the authority has issued without a session have none to end, and live until they expire.
    /// - Parameters:
    ///   - subject: Whose.
    ///   - token: A token whose session goes on, where the user wants to stay logged in here.
    /// - Returns: What ended.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails, and nothing has ended; `CancellationError`.
    @discardableResult
    public func endAll(of subject: String, except token: VerifiedToken? = nil) async throws -> SessionEnd {
        let sweep = sweep(except: token)
        let ended = try await asking { try await store.endSessions(of: subject, sweep) }
        learn(ended, of: subject)
        return SessionEnd(sessionIDs: ended.map(\.id))
    }

    /// Revokes a token as a client sends it (RFC 7009 §2), with its session if it has one.
    ///
    /// A token that has expired ends its session all the same: who logs out after a pause means it. A text that is no token
    /// of this authority is no error (§2.2), so that nobody learns which are.
    /// - Parameter text: The token.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails, and nothing was revoked; `CancellationError`.
    public func revoke(_ text: String) async throws {
        guard let token = authority.authenticToken(text[...]), token.sessionID != nil || token.tokenID != nil else {
            return
        }
        try await end(token)
    }

    /// Ends a session whatever its state.
    /// - Parameter moment: When the token dies that asks for it.
    @discardableResult
    func end(
        session id: String, _ kind: SessionEvent.Kind, notBefore moment: NumericDate
    ) async throws -> SessionEnd {
        // It has ended, with all that it had given out. Who says so again and again makes nobody write.
        if revocations.contains(id) { return SessionEnd(sessionIDs: []) }
        let now = now
        // It has ended before, or the store has lost it. Its tokens may be alive all the same, and die as all do.
        let lastDeath = max(moment, lastDeath(now)).advanced(by: authority.policy.leeway).roundedUp
        let change = try await change(id) { [rules, recording] record -> SessionChange<String?> in
            guard let record else {
                return SessionChange(.keep, revoking: [Revocation(id: id, endsAt: lastDeath)], outcome: nil)
            }
            let event = SessionEvent(kind, at: now, sessionID: id, subject: record.subject)
            return SessionChange(
                .remove, revoking: [record.revocation(at: now, rules)],
                recording: recording(event).map { [$0] } ?? [], outcome: record.subject)
        }
        guard let subject = change.outcome else { return SessionEnd(sessionIDs: []) }
        report(SessionEvent(kind, at: now, sessionID: id, subject: subject))
        return SessionEnd(sessionIDs: [id])
    }

    /// When a token dies at the latest that was issued before a moment.
    private func lastDeath(_ moment: NumericDate) -> NumericDate {
        NumericDate(
            seconds: max(
                authority.accessLifetime.end(from: moment).seconds,
                authority.refreshLifetime.end(from: moment).seconds))
    }

    /// Changes a session in the store and keeps what was revoked with it.
    func change<Outcome: Sendable>(
        _ id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> {
        let change = try await asking { try await store.change(session: id, body) }
        revocations.add(change.revocations, at: now)
        return change
    }
}
