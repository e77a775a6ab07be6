import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// An access token, in the form that its client and those that it is for want.
    /// - Parameters:
    ///   - content: What it says; its number is chosen here.
    ///   - client: Who gets it.
    /// - Throws: ``OAuthError`` `server_error` where it cannot be signed.
    func issue(_ content: AccessToken, to client: Client) throws(OAuthError) -> IssuedAccessToken {
        var content = content
        switch format(of: content, to: client) {
        case .opaque:
            content.tokenID = nil
            let text = OpaqueText.random()
            let row = OpaqueTokenRecord(
                digest: TokenDigest.of(text), clientID: content.clientID, grantID: content.grantID,
                endsAt: content.expiresAt, claims: content.stored)
            return IssuedAccessToken(text: text, content: content, row: row)
        case .jwt:
            content.tokenID = RandomBytes.identifier()
            let claims = content.claims(issuer: issuer.text)
            let text = try sign(claims, keys.accessTokens, .accessToken)
            return IssuedAccessToken(text: text, content: content, row: nil)
        }
    }

    /// One that wants an opaque token is enough: a JWT would tell everybody who holds it what only the server is to tell.
    private func format(of content: AccessToken, to client: Client) -> AccessTokenFormat {
        let isOpaque = content.audience.contains {
            settings.opaqueResources.contains(ResourceIndicator(checked: $0))
        }
        return isOpaque ? .opaque : client.tokenFormat
    }

    /// An ID token (OpenID Connect Core §2).
    /// - Parameters:
    ///   - client: Whom it is for.
    ///   - access: The access token that goes beside it.
    ///   - authorization: What the user has agreed to.
    ///   - nonce: What the authorization request wants to have back; `nil` for that of a refresh (§12.2).
    ///   - user: What there is to say of the user.
    ///   - now: When it is issued.
    /// - Throws: ``OAuthError`` `server_error` where there is no key of the client's algorithm.
    func idToken(
        for client: Client, beside access: IssuedAccessToken, _ authorization: GrantedAuthorization, nonce: String?,
        user: JSONObject, at now: NumericDate
    ) throws(OAuthError) -> String {
        guard let key = keys.key(client.metadata.idTokenAlgorithm) else { throw OAuthError(.serverError) }
        var claims: JSONObject = [
            "iss": .string(issuer.text), "sub": .string(access.content.subject), "aud": .string(client.id.text),
        ]
        claims["exp"] = .integer(now.advanced(by: settings.lifetimes.idToken).seconds)
        claims["iat"] = .integer(now.seconds)
        claims["auth_time"] = .integer(authorization.authTime)
        claims["nonce"] = nonce.map { .string($0) }
        claims["acr"] = authorization.acr.map { .string($0) }
        claims["amr"] = StoredMembers.list(authorization.amr)
        claims["at_hash"] = .string(IDTokenHash.of(access.text, key.algorithm))
        claims["sid"] = access.content.grantID.map { .string($0) }
        // OpenID Connect Core §5.4: what scopes stand for is told by the userinfo endpoint.
        for member in UserClaims.visible(user, names: authorization.idTokenClaims).members {
            claims[member.name] = member.value
        }
        return try sign(claims, key, .jwt)
    }

    /// Signs claims.
    /// - Throws: ``OAuthError`` `server_error`.
    func sign(
        _ claims: JSONObject, _ key: SigningKey, _ type: TokenMediaType
    ) throws(OAuthError) -> String {
        // An authority whose key can change could have been given one that nobody else can check.
        guard !key.algorithm.isSymmetric else { throw OAuthError(.serverError) }
        return try signing { try JWSSigner(key: key, type: type).sign(JSONValue.object(claims).serialized()) }
    }
}
