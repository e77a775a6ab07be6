import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// What a grant comes of.
    struct GrantSource: Sendable {
        let grantID: String
        let subject: String
        /// The login in which the user has agreed, and whose end is the end of a grant without `offline_access`.
        let login: SessionRecord?
        let authorization: GrantedAuthorization
        /// What the token request wants the first access token to be for.
        let resources: [ResourceIndicator]
        let nonce: String?
    }

    /// A grant and its first tokens, signed and sealed before anything is stored: then nothing can fail any more but the way back.
    ///
    /// There is a grant also for a client that gets no refresh token: what ends it revokes the access token.
    /// - Parameters:
    ///   - source: What it comes of.
    ///   - client: Whose it is.
    ///   - keyThumbprint: The thumbprint of the key that the request has shown.
    ///   - now: The present.
    /// - Throws: ``OAuthError`` `invalid_grant` for a user who is gone or shut out; `invalid_scope`, `invalid_target`;
    ///   `temporarily_unavailable`, `server_error`.
    func newGrant(
        _ source: GrantSource, for client: Client, keyThumbprint: String?, at now: NumericDate
    ) async throws(OAuthError) -> NewGrant {
        guard let user = try await asking({ try await users.claims(of: source.subject) }) else {
            throw OAuthError(.invalidGrant)
        }
        let authorization = source.authorization
        let scopes = try scopes(nil, granted: authorization.scopes, client: client)
        let isOffline = authorization.scopes.contains(ScopeList.offlineAccess)
        let login = isOffline ? nil : source.login
        let lastDeath = now.advanced(by: settings.lifetimes.grant).seconds
        let endsAt = login.map { min($0.endsAt, lastDeath) } ?? lastDeath
        let content = AccessToken(
            subject: source.subject, clientID: client.id.text, scopes: scopes,
            audience: try audience(source.resources, granted: authorization.resources, scopes: scopes),
            grantID: source.grantID, authTime: authorization.authTime, acr: authorization.acr,
            amr: authorization.amr, keyThumbprint: keyThumbprint, issuedAt: now.seconds,
            expiresAt: min(now.advanced(by: settings.lifetimes.accessToken).seconds, endsAt))
        let access = try issue(content, to: client)
        var tokens = IssuedTokens(access: access)
        let state = GrantState(
            authorization: authorization, loginID: source.login?.id,
            // RFC 9449 §5: a client that authenticates has its refresh tokens bound by that.
            keyThumbprint: client.isPublic ? keyThumbprint : nil)
        var current = RandomBytes.make(32)
        var aliveUntil = content.expiresAt
        if getsRefreshToken(client, authorization.scopes) {
            let refresh = RefreshToken(grantID: source.grantID, key: state.refreshKey)
            tokens.refresh = refresh.text
            current = refresh.digest
            aliveUntil = max(
                aliveUntil, min(now.advanced(by: settings.lifetimes.refreshToken).seconds, endsAt))
        }
        if scopes.contains(ScopeList.openID) {
            tokens.idToken = try idToken(
                for: client, beside: access, authorization, nonce: source.nonce, user: user, at: now)
        }
        let record = SessionRecord(
            id: source.grantID, subject: source.subject, createdAt: now.seconds, endsAt: endsAt, isPersistent: nil,
            usedAt: now.seconds, aliveUntil: aliveUntil, current: current, scope: authorization.scopes.description,
            claims: state.json, device: client.metadata.display.name ?? client.id.text,
            accessUntil: content.expiresAt, clientID: client.id.text, loginID: login?.id)
        let event = OAuthEvent(
            .grantBegan, at: now, clientID: client.id.text, grantID: source.grantID, subject: source.subject)
        return NewGrant(
            effects: GrantEffects(
                beginning: record, clientLogin: clientLogin(source, tokens, of: record, at: client),
                tokens: access.rows, records: records(event)),
            tokens: tokens, event: event)
    }

    /// What has to be remembered where the client wants to be told of the logout: of one with an ID token, by whose `sid` it knows
    /// the user.
    private func clientLogin(
        _ source: GrantSource, _ tokens: IssuedTokens, of record: SessionRecord, at client: Client
    ) -> ClientLoginRecord? {
        guard postLogout != nil, client.metadata.backchannelLogoutURI != nil, tokens.idToken != nil,
            let login = source.login
        else { return nil }
        return ClientLoginRecord(
            sessionID: record.id, clientID: client.id.text, subject: record.subject, loginID: login.id,
            createdAt: record.createdAt,
            // The client's own session may go on as long as the login does, or its refresh tokens do.
            keptUntil: tokens.refresh == nil ? login.endsAt : max(login.endsAt, record.endsAt))
    }

    /// Whether a client gets a refresh token: it has registered the grant, and where it wants that only for `offline_access`, the user
    /// has granted it (RFC 6749 §1.5, OpenID Connect Core §11). A grant without `offline_access` ends with the login in which it was
    /// given, so that nobody stays logged in without having said so.
    private func getsRefreshToken(_ client: Client, _ scopes: ScopeList) -> Bool {
        client.metadata.grantTypes.contains(.refreshToken)
            && (!client.needsOfflineAccess || scopes.contains(ScopeList.offlineAccess))
    }

    /// What is the same at each end of a grant.
    var grantRules: RefreshRotation.Rules {
        RefreshRotation.Rules(
            window: sessions.policy.replayWindow,
            lag: settings.lifetimes.accessToken + sessions.authority.policy.leeway)
    }

    /// Refuses what was revoked, from now on.
    func learn(_ revocations: [Revocation]) { if !revocations.isEmpty { sessions.refuse(revocations) } }
}
