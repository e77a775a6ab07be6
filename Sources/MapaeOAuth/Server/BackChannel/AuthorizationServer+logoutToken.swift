import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// How long a logout token is good for: OpenID Connect Back-Channel Logout §2.4 wants two minutes at most.
    static let logoutTokenLifetime = Duration.seconds(120)

    /// A logout token (OpenID Connect Back-Channel Logout §2.4), which is signed when it is sent: no store holds one.
    ///
    /// It has no nonce, so that it never passes for an ID token; `typ` and `events` say what it is.
    /// - Parameters:
    ///   - logout: The logout.
    ///   - client: Who is told.
    ///   - now: When it is sent.
    /// - Throws: ``OAuthError`` `server_error` where there is no key of the client's algorithm.
    func logoutToken(
        for logout: ClaimedLogout, to client: Client, at now: NumericDate
    ) throws(OAuthError) -> String {
        guard let key = keys.key(client.metadata.idTokenAlgorithm) else { throw OAuthError(.serverError) }
        let claims: JSONObject = [
            "iss": .string(issuer.text), "sub": .string(logout.subject), "aud": .string(client.id.text),
            "iat": .integer(now.seconds), "exp": .integer(now.advanced(by: Self.logoutTokenLifetime).seconds),
            "jti": .string(RandomBytes.identifier()),
            "events": ["http://schemas.openid.net/event/backchannel-logout": [:]],
            // That of the ID tokens: the id of the grant.
            "sid": .string(logout.sessionID),
        ]
        return try sign(claims, key, .logoutToken)
    }
}
