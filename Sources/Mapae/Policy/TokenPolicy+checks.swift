package import MapaeJOSE

extension TokenPolicy {
    /// Decides whether signed claims may be believed now, as a token of type `type`.
    ///
    /// What is absent never counts as right: without `exp` or `sub` a token is refused (RFC 8725 §3.9–3.10).
    func check(_ jws: VerifiedJWS, type: TokenType, now: NumericDate) throws(TokenError) -> VerifiedToken {
        let claims: ClaimSet
        do { claims = try jws.claims() } catch { throw TokenError(.invalidToken, cause: error) }
        let (subject, expirationTime) = try check(claims, isJWT: jws.hasType("jwt"), type: type, now: now)
        return VerifiedToken(
            subject: subject, type: type, isFresh: claims.isFresh(at: now), expirationTime: expirationTime,
            keyID: jws.keyID, claims: claims)
    }

    /// The same decision without a signature, for whoever only looks at a token.
    /// - Parameters:
    ///   - claims: The claims.
    ///   - isJWT: Whether the header's `typ` is `JWT`.
    ///   - type: The kind of token that is wanted.
    ///   - now: The present moment.
    /// - Returns: Whom the token is about, and when it ends.
    @discardableResult
    package func check(
        _ claims: ClaimSet, isJWT: Bool, type: TokenType, now: NumericDate
    ) throws(TokenError) -> (subject: String, expirationTime: NumericDate) {
        // RFC 8725 §3.11: another kind of JWT by the same key (an ID token, a proof) is not one of ours.
        guard isJWT else { throw TokenError(.wrongMediaType) }
        try checkTimes(claims, now: now)
        if let issuer {
            guard claims.hasIssuer(issuer) else { throw TokenError(.wrongIssuer) }
        }
        try checkAudience(claims)
        guard claims.hasTokenType(type.claim) else { throw TokenError(.wrongTokenType(expected: type)) }
        guard let subject = claims.subject, !subject.isEmpty, let expirationTime = claims.expirationTime else {
            throw TokenError(.missingClaim)
        }
        return (subject, expirationTime)
    }

    /// Decides whether the claims' times are right now.
    /// - Throws: ``TokenError`` `missing_claim` without `exp`; `token_expired`, `token_not_yet_valid`.
    package func checkTimes(_ claims: ClaimSet, now: NumericDate) throws(TokenError) {
        guard let expirationTime = claims.expirationTime else { throw TokenError(.missingClaim) }
        // RFC 7519 §4.1.4: refused on or after the moment.
        // The leeway is added only where it decides: that is a division of 128 bits.
        guard now < expirationTime || now < expirationTime.advanced(by: leeway) else { throw TokenError(.expired) }
        if let notBefore = claims.notBefore, isFuture(notBefore, now) { throw TokenError(.notYetValid) }
        // A token from the future was made with a wrong clock, or its maker wants it to outlive its lifetime.
        if let issuedAt = claims.issuedAt, isFuture(issuedAt, now) { throw TokenError(.notYetValid) }
    }

    private func isFuture(_ moment: NumericDate, _ now: NumericDate) -> Bool {
        now < moment && now.advanced(by: leeway) < moment
    }

    private func checkAudience(_ claims: ClaimSet) throws(TokenError) {
        if let audience {
            guard claims.isFor(audience) else { throw TokenError(.wrongAudience) }
        } else if claims.hasAudience {
            throw TokenError(.wrongAudience)
        }
    }
}

extension TokenType {
    /// The `type` claim's value, for comparing without making a text of it.
    var claim: StaticString {
        switch self {
        case .access: "access"
        case .refresh: "refresh"
        }
    }
}
