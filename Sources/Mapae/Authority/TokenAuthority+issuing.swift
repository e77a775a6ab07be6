public import MapaeJOSE

extension TokenAuthority {
    /// Issues an access token.
    /// - Parameters:
    ///   - subject: Whom it is about (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential. Leave it `false` for anything but a login.
    ///   - scopes: What it allows (RFC 6749 §3.3).
    ///   - claims: Further claims. They may not have the name of one that is set here.
    /// - Throws: `JOSEError` `reserved_claim`; `invalid_subject`; `invalid_scope`; `invalid_claim` for a number that
    ///   JSON cannot say; `token_too_large` and the like for claims beyond the policy's limits.
    public func accessToken(
        for subject: String, fresh: Bool = false, scopes: [String] = [], claims: JSONObject = [:]
    ) throws(JOSEError) -> TokenResponse {
        TokenResponse(
            accessToken: try issue(.access, subject, fresh: fresh, scopes: scopes, claims: claims),
            expiresIn: accessLifetime.seconds, scopes: scopes)
    }

    /// Issues an access token and a refresh token.
    /// - Parameters:
    ///   - subject: Whom they are about (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential. Leave it `false` for anything but a login.
    ///   - scopes: What the access token allows (RFC 6749 §3.3).
    ///   - claims: Further claims of both.
    /// - Throws: As ``accessToken(for:fresh:scopes:claims:)-(_,_,_,JSONObject)`` does.
    public func tokenPair(
        for subject: String, fresh: Bool = false, scopes: [String] = [], claims: JSONObject = [:]
    ) throws(JOSEError) -> TokenResponse {
        TokenResponse(
            accessToken: try issue(.access, subject, fresh: fresh, scopes: scopes, claims: claims),
            refreshToken: try issue(.refresh, subject, fresh: false, scopes: [], claims: claims),
            expiresIn: accessLifetime.seconds, scopes: scopes)
    }

    /// Writes the claims, the set ones first and always in one order, and signs them.
    private func issue(
        _ type: TokenType, _ subject: String, fresh: Bool, scopes: [String], claims: JSONObject
    ) throws(JOSEError) -> String {
        guard !subject.isEmpty, !subject.utf8.contains(0) else { throw JOSEError(.invalidSubject) }
        guard scopes.allSatisfy(Scope.isValid) else { throw JOSEError(.invalidScope) }
        let now = clock.now()
        let lifetime = type == .access ? accessLifetime : refreshLifetime
        var writer = JSONWriter(reserving: 512)
        writer.beginObject()
        if let issuer = policy.issuer { writer.member("iss", issuer) }
        writer.member("sub", subject)
        if let audience = policy.audience { writer.member("aud", audience) }
        writer.member("iat", now.seconds)
        writer.member("exp", lifetime.end(from: now).seconds)
        writer.memberWithIdentifier("jti")
        writer.member("type", type.rawValue)
        if type == .access { writer.member("fresh", fresh) }
        if !scopes.isEmpty { writer.member("scope", scopes.joined(separator: " ")) }
        for member in claims.members {
            guard !ReservedClaims.contains(member.name) else { throw JOSEError(.reservedClaim) }
            writer.name(member.name)
            try writer.value(member.value)
        }
        writer.endObject()
        // What this authority would refuse to read it must not issue. Only further claims can be too deep or too many, unless
        // the limits are other than usual.
        if !claims.members.isEmpty || policy.limits.json != JSONLimits() {
            _ = try ClaimSet(json: writer.bytes, limits: policy.limits.json)
        }
        let token = try signer.sign(writer.bytes)
        guard token.utf8.count <= policy.limits.bytes else { throw JOSEError(.tokenTooLarge) }
        return token
    }
}
