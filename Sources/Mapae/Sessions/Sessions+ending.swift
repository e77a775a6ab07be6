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
    /// - Parameters:
    ///   - token: A token of the session, whichever.
    ///   - ender: Who ends it and why, for the audit log.
    /// - Returns: What ended.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails, and nothing has ended; `missing_claim` for a
    ///   token with neither `sid` nor `jti`; `CancellationError`.
    @discardableResult
    public func end(_ token: VerifiedToken, by ender: SessionEnder? = nil) async throws -> SessionEnd {
        try await end(token.claims, token.type, of: token.subject, expiringAt: token.expirationTime, ender)
    }

    /// Ends the session of a token that may have expired or been revoked: for a logout that comes late, or twice.
    ///
    /// ```swift
    /// guard let token = try await auth.authenticate(&request, .anyType) else { throw TokenError(.missingToken) }
    /// return try await sessions.end(token)
    /// ```
    /// - Parameters:
    ///   - token: A token of the session, whichever, whose authenticity this authority has found.
    ///   - ender: Who ends it and why, for the audit log.
    /// - Returns: What ended.
    /// - Throws: As ``end(_:by:)-(VerifiedToken,_)`` does.
    @discardableResult
    public func end(_ token: AuthenticToken, by ender: SessionEnder? = nil) async throws -> SessionEnd {
        switch token {
        case .current(let token): try await end(token, by: ender)
        case .expired(let token):
            try await end(token.claims, token.type, of: token.subject, expiringAt: token.expirationTime, ender)
        }
    }

    private func end(
        _ claims: ClaimSet, _ type: TokenType, of subject: String, expiringAt expirationTime: NumericDate,
        _ ender: SessionEnder?
    ) async throws -> SessionEnd {
        if let sessionID = claims.sessionID {
            // A refresh token is refused as soon as the store has no session, so its own end is nothing to wait for. What was
            // issued with it may be alive.
            let issued = min(claims.issuedAt ?? now, now)
            let lastDeath = type == .refresh ? authority.accessLifetime.end(from: issued) : expirationTime
            return try await end(session: sessionID, .ended, by: ender, notBefore: lastDeath)
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
            let event = SessionEvent(.revoked, at: now, subject: subject, by: ender)
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
    ///   - ender: Who ends it and why, for the audit log.
    /// - Returns: What ended.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails, and nothing has ended; `CancellationError`.
    @discardableResult
    public func end(session id: String, of subject: String, by ender: SessionEnder? = nil) async throws -> SessionEnd {
        let now = now
        let event = SessionEvent(.ended, at: now, sessionID: id, subject: subject, by: ender)
        let change = try await change(id) { [rules, records = records(of: event)] record in
            guard let record, record.subject.utf8.elementsEqual(subject.utf8) else {
                return SessionChange(.keep, outcome: false)
            }
            return SessionChange(
                .remove, revoking: [record.revocation(at: now, rules)], recording: records, isLogout: true,
                outcome: true)
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
    ///   - ender: Who ends them and why, for the audit log.
    /// - Returns: What ended.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails, and nothing has ended; `CancellationError`.
    @discardableResult
    public func endAll(
        of subject: String, except token: VerifiedToken? = nil, by ender: SessionEnder? = nil
    ) async throws -> SessionEnd {
        // Also where there is no session to end: a login that is under way does not begin one.
        let event = SessionEvent(.allEnded, at: now, subject: subject, by: ender)
        let sweep = sweep(except: token, by: ender, recording: records(of: event))
        let ended = try await asking { try await store.endSessions(of: subject, sweep) }
        report(event)
        learn(ended, of: subject, by: ender)
        return SessionEnd(sessionIDs: ended.map(\.id))
    }

    /// Revokes a token as a client sends it (RFC 7009 §2), with its session if it has one.
    ///
    /// A token that has expired ends its session all the same: who logs out after a pause means it. A text that is no token
    /// of this authority is no error (§2.2), so that nobody learns which are.
    /// - Parameters:
    ///   - text: The token.
    ///   - ender: Who revokes it and why, for the audit log.
    /// - Throws: ``TokenError`` `temporarily_unavailable` when the store fails, and nothing was revoked; `CancellationError`.
    public func revoke(_ text: String, by ender: SessionEnder? = nil) async throws {
        guard let token = authority.authenticToken(text[...]), token.sessionID != nil || token.tokenID != nil else {
            return
        }
        try await end(token, by: ender)
    }

    /// Ends a session whatever its state.
    /// - Parameter moment: When the access token dies that asks for it, or that was issued with the refresh token that does.
    @discardableResult
    func end(
        session id: String, _ kind: SessionEvent.Kind, by ender: SessionEnder? = nil, notBefore moment: NumericDate
    ) async throws -> SessionEnd {
        // It has ended, with all that it had given out. Who says so again and again makes nobody write.
        if revocations.contains(id) { return SessionEnd(sessionIDs: []) }
        let now = now
        // It has ended before, or the store has lost it. Its access tokens may be alive all the same, and die as all do. Of old
        // tokens nothing is remembered: else whoever keeps them could fill the memory with their ends.
        let leeway = authority.policy.leeway
        let isOver = moment.advanced(by: leeway).seconds < now.seconds - Self.patience
        let lastDeath = max(moment, authority.accessLifetime.end(from: now)).advanced(by: leeway).roundedUp
        let change = try await change(id) { [rules, recording] record -> SessionChange<String?> in
            guard let record else {
                let revocations = isOver ? [] : [Revocation(id: id, endsAt: lastDeath)]
                return SessionChange(.keep, revoking: revocations, outcome: nil)
            }
            let event = SessionEvent(kind, at: now, sessionID: id, subject: record.subject, by: ender)
            return SessionChange(
                .remove, revoking: [record.revocation(at: now, rules)],
                recording: recording(event).map { [$0] } ?? [], outcome: record.subject)
        }
        guard let subject = change.outcome else { return SessionEnd(sessionIDs: []) }
        report(SessionEvent(kind, at: now, sessionID: id, subject: subject, by: ender))
        return SessionEnd(sessionIDs: [id])
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
