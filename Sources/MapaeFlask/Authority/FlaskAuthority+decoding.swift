public import Mapae
public import MapaeJOSE

extension FlaskAuthority {
    /// `decode_token`: the claims of a token that is believed, with the defaults of `type`, `fresh` and `jti` filled in.
    ///
    /// Kind, freshness and blocklist are not asked, nor is the user looked up.
    /// - Parameters:
    ///   - token: The token.
    ///   - csrf: What its `csrf` must be; `nil` or an empty text does not ask.
    ///   - allowExpired: Whether an expired one will do.
    /// - Throws: `TokenError` with its whole answer.
    public func decode(
        _ token: String, csrf: String? = nil, allowExpired: Bool = false
    ) async throws(TokenError) -> JSONObject {
        try await answering { () async throws(FlaskRefusal) in
            try await believed(token[...], csrf: csrf, allowExpired: allowExpired).parts.claims
        }
    }

    /// `get_jti`: a token's own number, which is checked with it; `nil` for one without.
    /// - Throws: As ``decode(_:csrf:allowExpired:)`` does.
    public func tokenID(of token: String) async throws(TokenError) -> String? { try await decode(token)["jti"]?.string }

    /// `get_csrf_token`: what a request must repeat beside the cookie that holds the token.
    /// - Throws: As ``decode(_:csrf:allowExpired:)`` does; 422 `Missing claim: csrf` for a token without.
    public func csrfToken(of token: String) async throws(TokenError) -> String {
        guard let value = try await decode(token)["csrf"]?.string else {
            throw await answers.error(for: .invalid("Missing claim: csrf", .missingClaim))
        }
        return value
    }

    /// `get_unverified_jwt_headers`: a token's header, of which nothing is to be believed.
    /// - Throws: `TokenError` with its whole answer, when there is no header to read.
    public func unverifiedHeader(of token: String) async throws(TokenError) -> JSONObject {
        try await answering { () async throws(FlaskRefusal) in
            try UnverifiedFlaskToken.header(of: token[...], limits: limits)
        }
    }

    /// Turns a refusal into an error with its answer.
    func answering<Value>(
        _ body: () async throws(FlaskRefusal) -> Value
    ) async throws(TokenError) -> Value {
        do { return try await body() } catch { throw await answers.error(for: error) }
    }

    /// Reads a token and checks key, signature and claims.
    func believed(
        _ text: Substring, csrf: String?, allowExpired: Bool = false
    ) async throws(FlaskRefusal) -> (token: UnverifiedFlaskToken, parts: FlaskParts) {
        let token = try UnverifiedFlaskToken(text, limits: limits)
        try await checkSignature(token)
        return (token, try rules.check(token, now: clock.now(), csrf: csrf, allowExpired: allowExpired))
    }

    /// RFC 8725 §3.1: the settings say which algorithms there are, and the key to which of them it belongs. What the token
    /// says must be both.
    private func checkSignature(_ token: UnverifiedFlaskToken) async throws(FlaskRefusal) {
        // Asked before the algorithm, as a callback may refuse a tenant in its own words.
        let tenantKey = try await tenantKey(token)
        guard let name = token.header["alg"] else { throw .invalid("Algorithm not specified") }
        guard let name = name.string, let algorithm = JWSAlgorithm(name: name),
            settings.allowedAlgorithms.contains(algorithm)
        else { throw .invalid("The specified alg value is not allowed") }
        let key = tenantKey ?? keys.checking.first { $0.algorithm == algorithm }
        guard let key, key.algorithm == algorithm else { throw .invalid("The specified alg value is not allowed") }
        guard key.isSignature(token.signature, of: token.signedBytes) else {
            throw .invalid("Signature verification failed")
        }
    }

    private func tenantKey(_ token: UnverifiedFlaskToken) async throws(FlaskRefusal) -> VerificationKey? {
        guard let decodeKey = callbacks.decodeKey else { return nil }
        let key = try await Self.calling { try await decodeKey(token.header, token.claims) }
        // Without this a tenant that there is not any more would be checked with the key of the settings.
        guard let key else { throw .invalid("Signature verification failed") }
        return key
    }

    /// Calls a callback. What it throws refuses the token: nobody knows then whether it is good.
    static func calling<Value>(_ body: () async throws -> Value) async throws(FlaskRefusal) -> Value {
        do {
            return try await body()
        } catch let error as TokenError {
            throw .answered(error)
        } catch {
            throw .unavailable(error)
        }
    }
}
