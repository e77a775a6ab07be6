import MapaeJOSE

/// What a client signs to show who it is (RFC 7523 §3), read and not believed yet.
struct ClientAssertion: Sendable {
    /// What must be true of an assertion.
    struct Rules: Sendable {
        /// The names of this server, one of which it must be for.
        let audiences: [String]
        /// How far ahead its end may be.
        let longestLife: Duration
        /// How much the client's clock may differ.
        let leeway: Duration
        /// The present.
        let now: NumericDate
    }

    /// What has to be remembered of an assertion that was right, so that it is used once.
    struct Use: Sendable, Hashable {
        /// The digest of the client and the assertion's number.
        let digest: [UInt8]
        /// Until when, in seconds since 1970-01-01T00:00:00Z.
        let until: Int64
    }

    /// The client that it is said to be of.
    let clientID: ClientID
    private let token: UnverifiedToken

    /// The `kid` of the key that has signed it, as it says.
    var keyID: String? { (try? token.unverifiedHeader())?["kid"]?.string }

    /// The algorithms of assertions, for metadata (RFC 8414 §2): those of clients' keys.
    static let algorithms = JWSAlgorithm.allCases.filter { !$0.isSymmetric }.map(\.description)

    /// The longest number of an assertion, in bytes.
    private static let maximumIDBytes = 256
    private static let limits = TokenLimits(bytes: 8192)

    /// Reads an assertion.
    /// - Parameters:
    ///   - text: The assertion.
    ///   - named: The `client_id` of the body, where it has one: it must be the same (RFC 7521 §4.2).
    /// - Throws: ``OAuthError`` `invalid_client`.
    init(_ text: String, named: ClientID?) throws(OAuthError) {
        guard let token = try? UnverifiedToken(text, limits: Self.limits), let claims = try? token.unverifiedClaims(),
            let subject = claims["sub"]?.string, let id = ClientID(subject), named == nil || named == id
        else { throw OAuthError(.invalidClient) }
        self.token = token
        self.clientID = id
    }

    /// Decides whether the client has signed it, for this server, lately.
    /// - Parameters:
    ///   - client: The client that it names.
    ///   - keys: That client's keys.
    ///   - rules: What must be true of it.
    /// - Throws: ``OAuthError`` `invalid_client`.
    func check(_ client: Client, keys: JWKSet, _ rules: Rules) throws(OAuthError) -> Use {
        let claims: ClaimSet
        do {
            let jws = try Self.verifier(keys, client).verifySignatureOnly(token, at: rules.now)
            guard Self.isAssertion(jws) else { throw JOSEError(.wrongType) }
            claims = try jws.claims()
        } catch { throw OAuthError(.invalidClient) }
        try client.checkAssertionSubject(claims.subject ?? "")
        try client.checkAssertionSubject(claims.issuer ?? "")
        try Self.checkAudience(claims, rules)
        let until = try Self.checkTimes(claims, rules)
        guard let id = claims.tokenID, (1...Self.maximumIDBytes).contains(id.utf8.count) else {
            throw OAuthError(.invalidClient, "The client assertion has no jti.")
        }
        // No client_id has a line feed in it, so that no two pairs are one text.
        return Use(digest: TokenDigest.of("client assertion\n\(client.id.text)\n\(id)"), until: until)
    }

    /// Only the algorithm that was registered, where one was (RFC 7591 §2).
    private static func verifier(_ keys: JWKSet, _ client: Client) throws(JOSEError) -> JWSVerifier {
        let wanted = client.metadata.assertionAlgorithm
        return try JWSVerifier(keys: keys.keys.filter { wanted == nil || $0.algorithm == wanted })
    }

    /// RFC 8725 §3.11: a token of another kind that the client has signed, a DPoP proof perhaps, is no assertion. Most have no `typ`
    /// or `JWT`; newer ones say what they are.
    private static func isAssertion(_ jws: VerifiedJWS) -> Bool {
        jws.type == nil || jws.hasType("jwt") || jws.hasType("client-authentication+jwt")
    }

    /// RFC 7523 §3: for this server and nobody else. One that is for several could be used by another of them here.
    private static func checkAudience(_ claims: ClaimSet, _ rules: Rules) throws(OAuthError) {
        guard claims.audience.count == 1, rules.audiences.contains(where: claims.isFor) else {
            throw OAuthError(.invalidClient, "The aud of the client assertion must be the issuer, and nobody else.")
        }
    }

    /// RFC 7523 §3.
    /// - Returns: Until when it could be used, in seconds since 1970-01-01T00:00:00Z.
    private static func checkTimes(_ claims: ClaimSet, _ rules: Rules) throws(OAuthError) -> Int64 {
        guard let end = claims.expirationTime, rules.now < end.advanced(by: rules.leeway) else {
            throw OAuthError(.invalidClient, "The client assertion has expired, or has no exp.")
        }
        guard end <= rules.now.advanced(by: rules.longestLife + rules.leeway) else {
            throw OAuthError(.invalidClient, "The client assertion lives too long; let it end within five minutes.")
        }
        // §3, point 6: one that was signed long before its end has lived as long, in whoever's hands.
        guard claims.issuedAt.map({ rules.now < $0.advanced(by: rules.longestLife + rules.leeway) }) ?? true else {
            throw OAuthError(.invalidClient, "The client assertion was made too long ago; make a new one.")
        }
        let latest = rules.now.advanced(by: rules.leeway)
        guard claims.notBefore.map({ $0 <= latest }) ?? true, claims.issuedAt.map({ $0 <= latest }) ?? true else {
            throw OAuthError(.invalidClient, "The client assertion is of the future; set the client's clock right.")
        }
        // A second more, as what is remembered is in whole ones.
        return end.advanced(by: rules.leeway + .seconds(1)).seconds
    }
}
