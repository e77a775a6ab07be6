import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// A refresh token that was presented, and the grant that it is of.
    private struct PresentedRefresh: Sendable {
        let token: RefreshToken
        let record: SessionRecord
        let state: GrantState
    }

    /// Exchanges a refresh token for new tokens (RFC 6749 §6, RFC 9700 §4.14.2).
    ///
    /// The same token again, within the window of the sessions' policy, gets the same refresh token again, and an access token that is
    /// new. Later it ends the grant. Of many that come at once, one is exchanged and the others get the same.
    /// - Parameters:
    ///   - request: The request.
    ///   - client: The client, which has authenticated.
    ///   - proof: The key that it has shown.
    /// - Throws: ``OAuthError``.
    func refresh(
        _ request: RefreshTokenRequest, client: Client, proof: DPoPProof?
    ) async throws(OAuthError) -> IssuedTokens {
        let now = now
        let presented = try await presentedRefresh(request.token, client: client)
        let (record, state) = (presented.record, presented.state)
        try GrantRules.checkKey(state.keyThumbprint, presented: proof?.thumbprint)
        try await endIfStolen(presented, at: now)
        let user = try await goingOn(presented, at: now)
        let scopes = try scopes(request.scopes, granted: state.authorization.scopes, client: client)
        let content = AccessToken(
            subject: record.subject, clientID: client.id.text, scopes: scopes,
            audience: try audience(request.resources, granted: state.authorization.resources, scopes: scopes),
            grantID: record.id, authTime: state.authorization.authTime, acr: state.authorization.acr,
            amr: state.authorization.amr, keyThumbprint: proof?.thumbprint, issuedAt: now.seconds,
            expiresAt: min(now.advanced(by: settings.lifetimes.accessToken).seconds, record.endsAt))
        let access = try issue(content, to: client)
        var tokens = IssuedTokens(access: access)
        if scopes.contains(ScopeList.openID) {
            // OpenID Connect Core §12.2: without the nonce, which was for the login.
            tokens.idToken = try idToken(
                for: client, beside: access, state.authorization, nonce: nil, user: user, at: now)
        }
        try use(proof, at: now)
        tokens.refresh = try await rotate(presented, beside: access, at: now)
        return tokens
    }

    /// The grant of a refresh token. One that is another client's changes nothing (RFC 6749 §6).
    private func presentedRefresh(_ text: String, client: Client) async throws(OAuthError) -> PresentedRefresh {
        guard let token = RefreshToken(parsing: text),
            let record = try await asking({ try await store.session(id: token.grantID) }),
            GrantRules.same(record.clientID, client.id.text)
        else { throw OAuthError(.invalidGrant) }
        let state = try await asking { try GrantState(record) }
        guard token.isGenuine(key: state.refreshKey) else { throw OAuthError(.invalidGrant) }
        return PresentedRefresh(token: token, record: record, state: state)
    }

    /// What the rest of the request says does not matter when the token was used before.
    private func endIfStolen(_ presented: PresentedRefresh, at now: NumericDate) async throws(OAuthError) {
        let nothing = RefreshRotation.Successor(
            digest: [], sealed: [], aliveUntil: 0, accessUntil: 0, scope: "", claims: [])
        let look = RefreshRotation.use(
            presented.token.digest, of: presented.record, at: now, grantRules, successor: nothing)
        switch look.outcome {
        case .rotated, .replayed: return
        case .reused, .overdue, .unknown: _ = try await rotate(presented, successor: nothing, rows: [], at: now)
        }
    }

    /// What there is to say of the user, where the grant may go on; else it ends.
    private func goingOn(_ presented: PresentedRefresh, at now: NumericDate) async throws(OAuthError) -> JSONObject {
        let record = presented.record
        var isOver = false
        if let loginID = record.loginID {
            let login = try await asking { try await store.session(id: loginID) }
            isOver = !GrantRules.isAlive(login, of: record.subject, at: now)
        }
        if !isOver, let user = try await asking({ try await users.claims(of: record.subject) }) { return user }
        try await end(grant: record.id, of: record.clientID, .grantRefused)
        throw OAuthError(.invalidGrant)
    }

    /// Exchanges the token for a new one.
    /// - Returns: The new one; that of the first time, where it comes again within the window.
    private func rotate(
        _ presented: PresentedRefresh, beside access: IssuedAccessToken, at now: NumericDate
    ) async throws(OAuthError) -> String {
        let record = presented.record
        let next = RefreshToken(grantID: record.id, key: presented.state.refreshKey)
        let successor = RefreshRotation.Successor(
            digest: next.digest,
            sealed: try signing { try SealedRefreshToken.seal(next, for: presented.token) },
            aliveUntil: max(
                access.content.expiresAt,
                min(now.advanced(by: settings.lifetimes.refreshToken).seconds, record.endsAt)),
            accessUntil: access.content.expiresAt, scope: record.scope, claims: record.claims)
        guard let sealed = try await rotate(presented, successor: successor, rows: access.rows, at: now) else {
            return next.text
        }
        return try signing { try SealedRefreshToken.open(sealed, with: presented.token) }
    }

    /// One step of the store.
    /// - Returns: What the token was exchanged for before, sealed; `nil` where that was now.
    /// - Throws: ``OAuthError`` `invalid_grant`, and the grant has ended.
    private func rotate(
        _ presented: PresentedRefresh, successor: RefreshRotation.Successor, rows: [OpaqueTokenRecord],
        at now: NumericDate
    ) async throws(OAuthError) -> [UInt8]? {
        let (id, subject, clientID) = (presented.record.id, presented.record.subject, presented.record.clientID)
        let digest = presented.token.digest
        let change = try await asking {
            try await store.change(session: id) { [grantRules, recording] known in
                let change = RefreshRotation.use(digest, of: known, at: now, grantRules, successor: successor)
                let event = OAuthEvent(
                    change.outcome.event, at: now, clientID: clientID, grantID: id, subject: subject)
                // What leaves the store as it is leaves no record in it either.
                let isChange = if case .keep = change.fate { false } else { true }
                return SessionChange(
                    change.fate, revoking: change.revocations, issuing: change.outcome.isGood ? rows : [],
                    recording: isChange ? recording(event).map { [$0] } ?? [] : [], outcome: change.outcome)
            }
        }
        learn(change.revocations)
        report(OAuthEvent(change.outcome.event, at: now, clientID: clientID, grantID: id, subject: subject))
        switch change.outcome {
        case .rotated: return nil
        case .replayed(let sealed): return sealed
        case .reused, .overdue, .unknown: throw OAuthError(.invalidGrant)
        }
    }
}

extension RefreshRotation.Outcome {
    /// Whether tokens are given out.
    fileprivate var isGood: Bool {
        switch self {
        case .rotated, .replayed: true
        case .reused, .overdue, .unknown: false
        }
    }

    fileprivate var event: OAuthEvent.Kind {
        switch self {
        case .rotated: .grantRefreshed
        case .replayed: .grantReplayed
        case .reused: .grantReused
        case .overdue: .grantOverdue
        case .unknown: .grantUnknown
        }
    }
}
