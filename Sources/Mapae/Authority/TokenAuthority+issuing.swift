public import MapaeJOSE

extension TokenAuthority {
    /// Issues an access token.
    /// - Parameters:
    ///   - subject: Whom it is about (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential. Leave it `false` for anything but a login.
    ///   - scopes: What it allows (RFC 6749 §3.3).
    ///   - claims: Further claims. They may not have the name of one that is set here.
    ///   - headers: Further header parameters. They may not be `alg`, `typ`, `kid`, or any that offers a key.
    ///   - lifetime: How long it lives; the policy's lifetime unless told.
    ///   - isPersistent: Whether a cookie that carries it outlives the browser's session: what the user has ticked at this login
    ///     ("remember me"). The token remembers it for its successors; without, the carrier says.
    /// - Throws: `JOSEError` `reserved_claim`; `reserved_header`; `invalid_subject`; `invalid_scope`; `invalid_claim` for a
    ///   number that JSON cannot say; `token_too_large` and the like for claims beyond the policy's limits; ``PolicyError``
    ///   `lifetime_out_of_range`; `only_checks` where the policy's ``TokenProfile`` is another server's.
    public func accessToken(
        for subject: String, fresh: Freshness = false, scopes: [String] = [], claims: JSONObject = [:],
        headers: JSONObject = [:], lifetime: Duration? = nil, isPersistent: Bool? = nil
    ) throws -> TokenResponse {
        var content = TokenContent(.access, for: subject)
        content.isPersistent = isPersistent
        content.fresh = fresh
        content.scopes = scopes
        content.claims = claims
        content.headers = headers
        content.lifetime = lifetime
        return TokenResponse(try issue(content), scopes: scopes)
    }

    /// Issues an access token and a refresh token.
    /// - Parameters:
    ///   - subject: Whom they are about (`sub`); not empty.
    ///   - fresh: Whether the user has just shown a credential. Leave it `false` for anything but a login.
    ///   - scopes: What the access token allows (RFC 6749 §3.3).
    ///   - claims: Further claims of both.
    ///   - headers: Further header parameters of both.
    ///   - lifetime: How long the access token lives; the policy's lifetime unless told.
    ///   - refreshLifetime: How long the refresh token lives; the policy's lifetime unless told.
    ///   - isPersistent: Whether cookies that carry them outlive the browser's session; without, the carrier says.
    /// - Throws: As ``accessToken(for:fresh:scopes:claims:headers:lifetime:isPersistent:)-(_,_,_,JSONObject,_,_,_)`` does.
    public func tokenPair(
        for subject: String, fresh: Freshness = false, scopes: [String] = [], claims: JSONObject = [:],
        headers: JSONObject = [:], lifetime: Duration? = nil, refreshLifetime: Duration? = nil,
        isPersistent: Bool? = nil
    ) throws -> TokenResponse {
        var access = TokenContent(.access, for: subject)
        access.lifetime = lifetime
        access.isPersistent = isPersistent
        access.fresh = fresh
        access.scopes = scopes
        access.claims = claims
        access.headers = headers
        var refresh = TokenContent(.refresh, for: subject)
        refresh.lifetime = refreshLifetime
        refresh.isPersistent = isPersistent
        refresh.claims = claims
        refresh.headers = headers
        return TokenResponse(try issue(access), refresh: try issue(refresh), scopes: scopes)
    }

    /// Issues a refresh token alone. One for a cookie comes with ``tokenPair(for:fresh:scopes:claims:headers:lifetime:refreshLifetime:isPersistent:)-(_,_,_,JSONObject,_,_,_,_)``,
    /// as it needs a CSRF value beside it.
    /// - Parameters:
    ///   - subject: Whom it is about (`sub`); not empty.
    ///   - claims: Further claims.
    ///   - headers: Further header parameters.
    ///   - lifetime: How long it lives; the policy's lifetime unless told.
    /// - Returns: The token's text.
    /// - Throws: As ``accessToken(for:fresh:scopes:claims:headers:lifetime:isPersistent:)-(_,_,_,JSONObject,_,_,_)`` does.
    public func refreshToken(
        for subject: String, claims: JSONObject = [:], headers: JSONObject = [:], lifetime: Duration? = nil
    ) throws -> String {
        var content = TokenContent(.refresh, for: subject)
        content.claims = claims
        content.headers = headers
        content.lifetime = lifetime
        return try issue(content).text
    }

    /// Writes the claims, the set ones first and always in one order, and signs them.
    package func issue(_ content: TokenContent) throws -> IssuedToken {
        guard policy.profile == .session else { throw PolicyError(.onlyChecks) }
        guard !content.subject.isEmpty, !content.subject.utf8.contains(0) else { throw JOSEError(.invalidSubject) }
        guard content.scopes.allSatisfy(Scope.isValid) else { throw JOSEError(.invalidScope) }
        let now = content.issuedAt ?? clock.now()
        let end = try end(of: content, from: now)
        let csrf = writesCSRF ? content.csrfToken ?? RandomBytes.identifier() : nil
        var writer = JSONWriter(reserving: 512)
        writer.beginObject()
        if let issuer = policy.issuer { writer.member("iss", issuer) }
        writer.member(policy.subjectClaim, content.subject)
        if let audience = policy.audience { try Self.write(audience, to: &writer) }
        writer.member("iat", now.seconds)
        if policy.writesNotBefore { writer.member("nbf", now.seconds) }
        writer.member("exp", end.seconds)
        if let id = content.tokenID { writer.member("jti", id) } else { writer.memberWithIdentifier("jti") }
        writer.member("type", content.type.rawValue)
        if let id = content.sessionID { writer.member("sid", id) }
        if content.type == .access {
            writer.write(content.fresh, from: now)
            if !content.scopes.isEmpty { writer.member("scope", content.scopes.joined(separator: " ")) }
        }
        if let csrf { writer.member("csrf", csrf) }
        if let isPersistent = content.isPersistent { writer.member("persistent", isPersistent) }
        for member in content.claims.members {
            guard !isReserved(member.name) else { throw JOSEError(.reservedClaim) }
            writer.name(member.name)
            try writer.value(member.value)
        }
        writer.endObject()
        // What this authority would refuse to read it must not issue. Only further claims can be too deep or too many, unless
        // the limits are other than usual.
        if !content.claims.members.isEmpty || policy.limits.json != JSONLimits() {
            _ = try ClaimSet(json: writer.bytes, limits: policy.limits.json)
        }
        let signer = content.headers.members.isEmpty ? signer : try JWSSigner(key: signer.key, further: content.headers)
        let token = try signer.sign(writer.bytes)
        guard token.utf8.count <= policy.limits.bytes else { throw JOSEError(.tokenTooLarge) }
        return IssuedToken(
            text: token, expiresIn: end.seconds - now.seconds, csrfToken: csrf, isPersistent: content.isPersistent)
    }

    private func end(of content: TokenContent, from now: NumericDate) throws(PolicyError) -> NumericDate {
        var lifetime = content.type == .access ? accessLifetime : refreshLifetime
        if let own = content.lifetime {
            try TokenPolicy.validate(lifetime: own)
            lifetime = TokenLifetime(own)
        }
        let end = lifetime.end(from: now)
        // To the second, so that what is written never lies behind it.
        return content.notAfter.map { $0 < end ? NumericDate(seconds: $0.seconds) : end } ?? end
    }

    private func isReserved(_ name: String) -> Bool {
        ReservedClaims.contains(name) || name.utf8.elementsEqual(policy.subjectClaim.utf8)
            || name.utf8.elementsEqual("persistent".utf8)
    }

    /// RFC 7519 §4.1.3: one name as a text, several as a list.
    private static func write(_ audience: Audience, to writer: inout JSONWriter) throws(JOSEError) {
        guard audience.names.count != 1 else { return writer.member("aud", audience.names[0]) }
        writer.name("aud")
        try writer.value(.array(audience.names.map(JSONValue.string)))
    }
}

extension JSONWriter {
    /// A number says until when, as Flask-JWT-Extended has it.
    fileprivate mutating func write(_ freshness: Freshness, from now: NumericDate) {
        switch freshness.kind {
        case .never: member("fresh", false)
        case .always: member("fresh", true)
        case .during(let duration): member("fresh", now.advanced(by: max(duration, .zero)).seconds)
        }
    }
}
