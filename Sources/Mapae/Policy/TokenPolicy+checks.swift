package import MapaeJOSE

extension TokenPolicy {
    /// Reads a token, checks its signature, and decides whether it may be believed now and is enough for a route.
    /// - Parameter cache: What this very policy and verifier have believed before.
    @inline(__always)
    func verify(
        _ token: Substring, _ requirements: TokenRequirements, by verifier: JWSVerifier, _ cache: VerificationCache?,
        now: NumericDate
    ) throws(TokenError) -> VerifiedToken {
        if let known = cache?.entry(of: token.utf8.span, at: now),
            let verified = believed(known, type: requirements.type, now: now)
        {
            try requirements.check(verified, at: now)
            return verified
        }
        let jws: VerifiedJWS
        do {
            jws = try verifier.verify(token, limits: limits, at: now)
        } catch {
            throw TokenError(.invalidToken, cause: error)
        }
        let verified = try check(jws, type: requirements.type, now: now)
        cache?.keep(
            token.utf8.span, verified.content, retiresAt: jws.retiresAt,
            until: verified.expirationTime.advanced(by: leeway), at: now)
        try requirements.check(verified, at: now)
        return verified
    }

    /// Believes a token again, whose signature is known to be right: if its key has not retired, and if its claims may still be believed.
    ///
    /// This never says why not. A token that is not believed here goes the whole way and is refused there, so that there is one place
    /// that refuses.
    private func believed(_ known: VerificationCache.Entry, type: TokenType?, now: NumericDate) -> VerifiedToken? {
        let content = known.content
        // Once: a set of claims is large, and each look at it behind the reference would be a copy.
        let claims = content.claims
        guard known.retiresAt.map({ now < $0 }) ?? true, (try? checkTimes(claims, now: now)) != nil,
            (try? checkMeaning(claims, type: type)) == content.type
        else { return nil }
        return VerifiedToken(again: content, isFresh: claims.isFresh(at: now))
    }

    /// Decides whether signed claims may be believed now, as a token of type `type`.
    ///
    /// What is absent never counts as right: without `exp` or `sub` a token is refused (RFC 8725 §3.9–3.10).
    func check(_ jws: VerifiedJWS, type: TokenType?, now: NumericDate) throws(TokenError) -> VerifiedToken {
        let claims: ClaimSet
        do { claims = try jws.claims() } catch { throw TokenError(.invalidToken, cause: error) }
        return try check(
            claims, keyID: jws.keyID, hasMediaType: jws.hasType(profile.mediaType), type: type, now: now)
    }

    /// The same decision without a signature, for whoever only looks at a token.
    /// - Parameters:
    ///   - claims: The claims.
    ///   - keyID: The id of the key that signed them.
    ///   - hasMediaType: Whether the header's `typ` is the profile's: `JWT` unless told.
    ///   - type: The kind of token that is wanted; `nil` for either.
    ///   - now: The present moment.
    @discardableResult
    package func check(
        _ claims: ClaimSet, keyID: String? = nil, hasMediaType: Bool, type: TokenType?, now: NumericDate
    ) throws(TokenError) -> VerifiedToken {
        // RFC 8725 §3.11: another kind of JWT by the same key (an ID token, a proof) is not one of ours.
        guard hasMediaType else { throw TokenError(.wrongMediaType) }
        try checkTimes(claims, now: now)
        let type = try checkMeaning(claims, type: type)
        if profile == .oauth { try checkOAuth(claims) }
        guard let expirationTime = claims.expirationTime else { throw TokenError(.missingClaim) }
        return VerifiedToken(
            subject: try subject(of: claims), type: type, isFresh: claims.isFresh(at: now),
            expirationTime: expirationTime, keyID: keyID, claims: claims,
            // The sessions' own tokens bind nothing, and most of them come often: they are not searched for it.
            isBound: profile == .oauth ? nil : false)
    }

    /// Decides whether the claims are of an issuer, for an audience and of a kind that are wanted, whatever the time.
    /// - Returns: The kind.
    func checkMeaning(_ claims: ClaimSet, type: TokenType?) throws(TokenError) -> TokenType {
        if let issuer {
            guard claims.hasIssuer(issuer) || acceptedIssuers.contains(where: claims.hasIssuer) else {
                throw TokenError(.wrongIssuer)
            }
        }
        try checkAudience(claims)
        if profile == .oauth {
            // All of them are access tokens. What says otherwise was made by somebody who meant something else.
            guard type != .refresh, claims.tokenType.map({ $0.utf8.elementsEqual("access".utf8) }) ?? true else {
                throw TokenError(.wrongTokenType(expected: type ?? .access))
            }
            return .access
        }
        for kind in TokenType.allCases where type == nil || type == kind {
            if claims.hasTokenType(kind.claim) { return kind }
        }
        throw TokenError(.wrongTokenType(expected: type ?? .access))
    }

    /// RFC 9068 §2.2: what else each token has.
    private func checkOAuth(_ claims: ClaimSet) throws(TokenError) {
        guard claims.issuedAt != nil, claims.tokenID.map({ !$0.isEmpty }) ?? false,
            claims["client_id"]?.string.map({ !$0.isEmpty }) ?? false
        else { throw TokenError(.missingClaim) }
    }

    /// Whom the claims are about.
    func subject(of claims: ClaimSet) throws(TokenError) -> String {
        let subject = hasSubjectInSub ? claims.subject : claims[subjectClaim]?.string
        guard let subject, !subject.isEmpty else { throw TokenError(.missingClaim) }
        return subject
    }

    /// Decides whether the claims' times are right now.
    /// - Throws: ``TokenError`` `missing_claim` without `exp`; `token_expired`, `token_not_yet_valid`.
    package func checkTimes(_ claims: ClaimSet, now: NumericDate) throws(TokenError) {
        guard let expirationTime = claims.expirationTime else { throw TokenError(.missingClaim) }
        // RFC 7519 §4.1.4: refused on or after the moment.
        // The leeway is added only where it decides: that is a division of 128 bits.
        guard now < expirationTime || now < expirationTime.advanced(by: leeway) else { throw TokenError(.expired) }
        try checkBeginning(claims, now: now)
    }

    /// Decides whether the claims' time has begun.
    /// - Throws: ``TokenError`` `token_not_yet_valid`.
    func checkBeginning(_ claims: ClaimSet, now: NumericDate) throws(TokenError) {
        if let notBefore = claims.notBefore, isFuture(notBefore, now) { throw TokenError(.notYetValid) }
        // A token from the future was made with a wrong clock, or its maker wants it to outlive its lifetime.
        if let issuedAt = claims.issuedAt, isFuture(issuedAt, now) { throw TokenError(.notYetValid) }
    }

    private func isFuture(_ moment: NumericDate, _ now: NumericDate) -> Bool {
        now < moment && now.advanced(by: leeway) < moment
    }

    private func checkAudience(_ claims: ClaimSet) throws(TokenError) {
        if let wanted = acceptedAudience ?? audience {
            guard wanted.names.contains(where: claims.isFor) else { throw TokenError(.wrongAudience) }
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
