package import MapaeJOSE

extension TokenAuthority {
    /// A new access token for one that ends soon, so that whoever is active stays logged in, up to a limit.
    ///
    /// The new one has the same subject, scopes and further claims, is not fresh, and remembers the login's time as `auth_time`
    /// (OpenID Connect Core §2). Where the first one belongs to no session, its `jti` is the `sid` of those that come of it: they are
    /// revoked together. `Sessions` does the same with a refresh token, and can end it: prefer that where you can.
    /// - Parameters:
    ///   - token: An access token that has been checked.
    ///   - remaining: A token that lives longer than this is left as it is.
    ///   - limit: How long after the login it goes on at most.
    /// - Returns: `nil` when nothing is to be done yet, or any more.
    /// - Throws: As ``accessToken(for:fresh:scopes:claims:headers:lifetime:isPersistent:)-(_,_,_,JSONObject,_,_,_)`` does.
    public func renewed(
        _ token: VerifiedToken, whenLessThan remaining: Duration, upTo limit: Duration
    ) throws -> TokenResponse? {
        let now = clock.now()
        guard token.type == .access, token.expirationTime < now.advanced(by: remaining),
            let login = token.claims["auth_time"]?.integer ?? token.claims.issuedAt?.seconds
        else { return nil }
        let end = NumericDate(seconds: login).advanced(by: limit)
        // One second at least: a token that ends as it begins is none.
        guard now.advanced(by: .seconds(1)) < end, token.expirationTime < end else { return nil }
        var content = TokenContent(.access, for: token.subject)
        content.scopes = token.scopes
        // Whoever revokes one of them has to end those that came of it.
        content.sessionID = token.sessionID ?? token.tokenID
        content.notAfter = end
        content.claims = try token.furtherClaims(besides: policy.subjectClaim)
        content.claims["auth_time"] = .integer(login)
        content.csrfToken = token.claims.csrfToken
        content.isPersistent = token.isPersistent
        return TokenResponse(try issue(content), scopes: content.scopes)
    }
}

extension VerifiedToken {
    /// The claims that no issuer sets itself, in their order: what a successor says again by itself.
    package func furtherClaims(besides subjectClaim: String = "sub") throws(JOSEError) -> JSONObject {
        var further: JSONObject = [:]
        for member in try claims.object().members
        where !ReservedClaims.contains(member.name)
            && ![subjectClaim, "persistent"].contains(where: { $0.utf8.elementsEqual(member.name.utf8) })
        {
            further[member.name] = member.value
        }
        return further
    }
}
