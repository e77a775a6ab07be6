public import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The login of a browser, by its cookie.
    /// - Parameter cookie: The cookie's value.
    /// - Returns: `nil` for a login that is none, or is over.
    /// - Throws: ``OAuthError`` `temporarily_unavailable` when the store fails.
    public func login(cookie: String) async throws(OAuthError) -> UserLogin? {
        guard let secret = LoginSecret(cookie: cookie), let record = try await loginRecord(secret) else { return nil }
        // After the session: where all of them end between the two, the session is missing when a code is redeemed.
        let epoch = try await asking { try await store.sessionEpoch(of: record.subject) }
        let claims = try await asking { try LoginClaims(record.claims) }
        return UserLogin(
            subject: record.subject, sessionID: record.id, epoch: epoch, authTime: claims.authTime, acr: claims.acr,
            amr: claims.amr)
    }

    /// Begins a login in a browser, whose user has just shown a credential.
    ///
    /// The browser's cookie always gets a new secret, so that nobody who knew the old one has the new login. A login of the same user
    /// goes on, with the grants that were given in it, and ends as late as a new one; one of another user ends.
    /// - Parameters:
    ///   - subject: The user's id.
    ///   - epoch: The user's epoch, read before the credential was looked at (``/Mapae/Sessions/epoch(of:)``).
    ///   - acr: How strong that was.
    ///   - amr: What the user has shown (RFC 8176).
    ///   - origin: Where the login comes from.
    ///   - old: The browser's cookie until now.
    /// - Throws: ``OAuthError`` `temporarily_unavailable` when the store fails, and where all sessions of the user have ended since
    ///   the epoch.
    public func beginLogin(
        of subject: String, epoch: Int64, acr: String? = nil, amr: [String] = [], origin: SessionOrigin? = nil,
        replacing old: String? = nil
    ) async throws(OAuthError) -> BrowserLogin {
        let claims = LoginClaims(authTime: now.seconds, acr: acr, amr: amr)
        if let old = old.flatMap({ LoginSecret(cookie: $0) }), let record = try await loginRecord(old) {
            if GrantRules.same(record.subject, subject) {
                if let login = try await renew(old, claims, of: subject, epoch: epoch) { return login }
            } else {
                try await end(
                    UserLogin(subject: record.subject, sessionID: record.id, epoch: 0, authTime: claims.authTime))
            }
        }
        return try await begin(claims, of: subject, epoch: epoch, origin: origin)
    }

    private func begin(
        _ claims: LoginClaims, of subject: String, epoch: Int64, origin: SessionOrigin?
    ) async throws(OAuthError) -> BrowserLogin {
        let now = now
        let secret = LoginSecret(sessionID: RandomBytes.identifier())
        let endsAt = now.advanced(by: settings.lifetimes.login).seconds
        let record = SessionRecord(
            id: secret.sessionID, subject: subject, createdAt: now.seconds, endsAt: endsAt, isPersistent: false,
            usedAt: now.seconds, aliveUntil: endsAt, current: secret.digest, scope: "", claims: claims.json,
            device: origin?.device, network: origin?.network,
            // It has no tokens that live on when it has ended.
            accessUntil: now.seconds)
        do { try await sessions.begin(record, origin: origin, epoch: epoch) } catch {
            throw OAuthError(.temporarilyUnavailable)
        }
        return BrowserLogin(cookie: secret.cookie, login: claims.login(of: subject, secret.sessionID, epoch))
    }

    private func renew(
        _ old: LoginSecret, _ claims: LoginClaims, of subject: String, epoch: Int64
    ) async throws(OAuthError) -> BrowserLogin? {
        let secret = LoginSecret(sessionID: old.sessionID)
        // The user has shown a credential, as for a new login.
        let endsAt = NumericDate(seconds: claims.authTime).advanced(by: settings.lifetimes.login).seconds
        let change = try await asking {
            try await store.change(session: old.sessionID) { record -> SessionChange<Bool> in
                guard let record, record.clientID == nil, SecretComparison.areEqual(record.current, old.digest) else {
                    return SessionChange(.keep, outcome: false)
                }
                let renewed = SessionRecord(
                    id: record.id, subject: record.subject, createdAt: record.createdAt, endsAt: endsAt,
                    isPersistent: record.isPersistent, usedAt: claims.authTime, aliveUntil: endsAt,
                    current: secret.digest, scope: record.scope, claims: claims.json, device: record.device,
                    network: record.network, accessUntil: record.accessUntil)
                return SessionChange(.put(renewed), outcome: true)
            }
        }
        guard change.outcome else { return nil }
        return BrowserLogin(cookie: secret.cookie, login: claims.login(of: subject, secret.sessionID, epoch))
    }

    private func loginRecord(_ secret: LoginSecret) async throws(OAuthError) -> SessionRecord? {
        guard let record = try await asking({ try await store.session(id: secret.sessionID) }),
            SecretComparison.areEqual(record.current, secret.digest),
            GrantRules.isAlive(record, of: record.subject, at: now)
        else { return nil }
        return record
    }
}

extension LoginClaims {
    fileprivate func login(of subject: String, _ sessionID: String, _ epoch: Int64) -> UserLogin {
        UserLogin(subject: subject, sessionID: sessionID, epoch: epoch, authTime: authTime, acr: acr, amr: amr)
    }
}
