import MapaeJOSE
import MapaeStore

extension Sessions {
    /// Exchanges a refresh token for new tokens, which are not fresh and carry on the session's claims and scopes.
    ///
    /// ```swift
    /// router.protected("refresh", by: sessions, .refresh).post { _, context in
    ///     try await sessions.rotate(context.token)
    /// }
    /// ```
    /// The same token again, within ``SessionPolicy/replayWindow``, gets the same refresh token again, and an access token
    /// that is new. Later it ends the session. Of many that come at once, one is exchanged and the others get the same.
    /// - Parameters:
    ///   - token: A refresh token that this verifier has checked.
    ///   - scopes: What this access token should allow, where it is less than the session does (RFC 6749 §6).
    /// - Returns: An access token and the refresh token that comes next.
    /// - Throws: ``TokenError`` `session_ended`, also where the session is a grant to a client; `refresh_token_reused`, and the session has ended; `wrong_token_type`;
    ///   `insufficient_scope` for a scope that the session does not have; `temporarily_unavailable` when the store fails.
    ///   What ``TokenAuthority/accessToken(for:fresh:scopes:claims:headers:lifetime:isPersistent:)-(_,_,_,JSONObject,_,_,_)`` throws, where
    ///   the program's own check returned claims that cannot be issued, and whatever that check throws. Nothing was issued
    ///   then.
    public func rotate(_ token: VerifiedToken, scopes: [String]? = nil) async throws -> TokenResponse {
        guard token.type == .refresh else { throw prepared(TokenError(.wrongTokenType(expected: .refresh))) }
        guard let sessionID = token.sessionID, let tokenID = token.tokenID else {
            throw prepared(TokenError(.sessionEnded))
        }
        guard let record = try await asking({ try await store.session(id: sessionID) }) else {
            report(SessionEvent(.unknown, at: now, sessionID: sessionID, subject: token.subject))
            throw prepared(TokenError(.sessionEnded))
        }
        // A token of another issuer's that happens to know the session's id is none of its own, and changes nothing. A client
        // renews its grant at the token endpoint, where it says who it is (RFC 6749 §6), and nowhere else.
        guard record.isLogin(of: token.subject) else { throw prepared(TokenError(.sessionEnded)) }
        let grant = try await grant(for: record)
        var allowed = grant
        if let scopes { allowed.scopes = try narrow(grant.scopes, to: scopes) }
        // Both tokens are signed and sealed before the store is changed: then nothing can fail any more but the way back,
        // and for that there is the window.
        let issued = try issue(
            for: record.subject, allowed,
            session: (sessionID, record.createdAt, record.endsAt, record.isPersistent), at: now)
        let successor = RefreshRotation.Successor(
            digest: RefreshSecret.digest(ofTokenID: issued.refreshTokenID),
            sealed: try await asking {
                try RefreshSecret.seal(issued.refresh.text, for: token.claims, sessionID: sessionID)
            },
            aliveUntil: issued.aliveUntil, accessUntil: issued.accessUntil, scope: grant.scopes.joined(separator: " "),
            claims: try JSONValue.object(grant.claims).serialized())
        let digest = RefreshSecret.digest(ofTokenID: tokenID)
        let change = try await change(sessionID) { [authority, rules, recording] known in
            let now = authority.clock.now()
            let change = RefreshRotation.use(digest, of: known, at: now, rules, successor: successor)
            // What leaves the store as it is leaves no record in it either.
            if case .keep = change.fate { return change }
            guard let known else { return change }
            let event = SessionEvent(change.outcome.event, at: now, sessionID: sessionID, subject: known.subject)
            return SessionChange(
                change.fate, revoking: change.revocations, recording: recording(event).map { [$0] } ?? [],
                outcome: change.outcome)
        }
        report(SessionEvent(change.outcome.event, at: now, sessionID: sessionID, subject: record.subject))
        let refresh: IssuedToken
        switch change.outcome {
        case .rotated: refresh = issued.refresh
        case .replayed(let sealed): refresh = try await reopened(sealed, with: token, sessionID: sessionID)
        case .reused: throw prepared(TokenError(.refreshTokenReused))
        case .overdue, .unknown: throw prepared(TokenError(.sessionEnded))
        }
        return TokenResponse(issued.access, refresh: refresh, scopes: allowed.scopes)
    }

    /// Checks a refresh token and exchanges it, with one look into the store less than the two steps take.
    /// - Parameter text: The token as the request carried it.
    /// - Throws: As ``verify(_:_:)`` and ``rotate(_:scopes:)`` do.
    package func rotate(text: Substring) async throws -> TokenResponse {
        try await rotate(verifyInMemory(text, TokenRequirements([.refresh])))
    }

    /// What the program's own check grants. Where it refuses, the session ends.
    private func grant(for record: SessionRecord) async throws -> SessionGrant {
        let session = try await asking { try Session(record, limits: authority.policy.limits.json) }
        guard let renewing else { return session.grant }
        guard var grant = try await renewing(session) else {
            try await end(session: record.id, .refused, notBefore: now)
            throw prepared(TokenError(.sessionEnded))
        }
        grant.scopes = grant.scopes.filter { Scope.contains(session.scopes, $0) }
        return grant
    }

    private func narrow(_ granted: [String], to wanted: [String]) throws(TokenError) -> [String] {
        guard wanted.allSatisfy({ Scope.contains(granted, $0) }) else {
            throw prepared(TokenError(.insufficientScope(required: wanted.filter(Scope.isValid))))
        }
        return wanted
    }

    /// The successor as it was given out before.
    private func reopened(
        _ sealed: [UInt8], with token: VerifiedToken, sessionID: String
    ) async throws -> IssuedToken {
        let text = try await asking { try RefreshSecret.open(sealed, with: token.claims, sessionID: sessionID) }
        let successor: VerifiedToken
        do { successor = try authority.verify(text[...], TokenRequirements([.refresh])) } catch {
            throw prepared(error)
        }
        return IssuedToken(
            text: text, expiresIn: successor.expirationTime.seconds - now.seconds,
            csrfToken: successor.claims.csrfToken, isPersistent: nil)
    }
}

extension RefreshRotation.Outcome {
    fileprivate var event: SessionEvent.Kind {
        switch self {
        case .rotated: .refreshed
        case .replayed: .replayed
        case .reused: .reused
        case .overdue: .overdue
        case .unknown: .unknown
        }
    }
}
