import MapaeJOSE

extension TokenAuthority {
    /// Checks a token that may have expired.
    ///
    /// ```swift
    /// switch try auth.authenticate(text, .anyType) {
    /// case .current(let token): …
    /// case .expired(let token): …         // authentic, and of no use but to name who held it
    /// }
    /// ```
    /// - Parameters:
    ///   - token: The token, without white space around it.
    ///   - requirements: What it must meet. Of an expired one only its kind is looked at.
    /// - Throws: ``TokenError`` with the code of what was wrong, `token_expired` never.
    public func authenticate(
        _ token: String, _ requirements: TokenRequirement...
    ) throws(TokenError) -> AuthenticToken {
        try authenticate(token[...], TokenRequirements(requirements))
    }

    /// Finds a request's token, which may have expired, and checks it: for a logout that comes late.
    /// - Parameters:
    ///   - request: The request.
    ///   - requirements: What the token must meet. Of an expired one only its kind is looked at.
    /// - Returns: `nil` when the request carries none.
    /// - Throws: ``TokenError`` with the code of what was wrong, `token_expired` never; what the body's reader throws.
    public func authenticate<R: TokenRequest>(
        _ request: inout R, _ requirements: TokenRequirement...
    ) async throws -> AuthenticToken? {
        let requirements = TokenRequirements(requirements)
        for carrier in requirements.carriers ?? carriers {
            guard let found = try await carrier.credential(in: &request, for: requirements.type) else { continue }
            let token = try authenticate(found.token, requirements)
            try found.csrf.check(token.claims)
            return token
        }
        return nil
    }

    private func authenticate(
        _ token: Substring, _ requirements: TokenRequirements
    ) throws(TokenError) -> AuthenticToken {
        do {
            return .current(try verify(token, requirements))
        } catch {
            guard error.code == .expired else { throw error }
            return .expired(try expired(token, requirements.type))
        }
    }

    private func expired(_ token: Substring, _ type: TokenType?) throws(TokenError) -> ExpiredToken {
        let now = clock.now()
        let jws: VerifiedJWS
        let claims: ClaimSet
        do {
            jws = try verifier.verify(token, limits: policy.limits, at: now)
            claims = try jws.claims()
        } catch {
            throw TokenError(.invalidToken, cause: error)
        }
        guard jws.hasType(policy.profile.mediaType) else { throw TokenError(.wrongMediaType) }
        try policy.checkBeginning(claims, now: now)
        let type = try policy.checkMeaning(claims, type: type)
        guard let expirationTime = claims.expirationTime else { throw TokenError(.missingClaim) }
        return ExpiredToken(
            subject: try policy.subject(of: claims), type: type, expirationTime: expirationTime, claims: claims)
    }
}
