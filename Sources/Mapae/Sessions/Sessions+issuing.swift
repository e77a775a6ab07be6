import MapaeJOSE

extension Sessions {
    /// Both tokens of an answer, and what the session's record has to know of them.
    struct IssuedTokens: Sendable {
        let access: IssuedToken
        let refresh: IssuedToken
        let refreshTokenID: String
        /// When the later of both dies, in seconds.
        let aliveUntil: Int64
        /// When the access token dies, in seconds.
        let accessUntil: Int64
    }

    /// Signs an access token and a refresh token that count from one moment and end with the session.
    /// - Parameter session: The id, when its user logged in, when it ends at the latest, in seconds, and whether its cookies
    ///   outlive the browser's session.
    func issue(
        for subject: String, fresh: Freshness = .never, _ grant: SessionGrant,
        session: (id: String, createdAt: Int64, endsAt: Int64, isPersistent: Bool?), at now: NumericDate
    ) throws -> IssuedTokens {
        var access = TokenContent(.access, for: subject)
        access.claims = grant.claims
        // When the user has shown a credential (OpenID Connect Core §2), unless the program knows better.
        if access.claims["auth_time"] == nil { access.claims["auth_time"] = .integer(session.createdAt) }
        access.sessionID = session.id
        access.isPersistent = session.isPersistent
        access.issuedAt = now
        access.notAfter = NumericDate(seconds: session.endsAt)
        var refresh = access
        refresh.type = .refresh
        refresh.tokenID = RandomBytes.identifier()
        access.fresh = fresh
        access.scopes = grant.scopes
        let issued = (access: try authority.issue(access), refresh: try authority.issue(refresh))
        return IssuedTokens(
            access: issued.access, refresh: issued.refresh, refreshTokenID: refresh.tokenID ?? "",
            aliveUntil: now.seconds + max(issued.access.expiresIn, issued.refresh.expiresIn),
            accessUntil: now.seconds + issued.access.expiresIn)
    }
}
