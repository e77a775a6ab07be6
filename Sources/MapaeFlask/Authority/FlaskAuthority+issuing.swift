public import Mapae
public import MapaeJOSE

extension FlaskAuthority {
    /// `create_access_token`: a new access token.
    ///
    /// ```swift
    /// let token = try await flask.accessToken(for: "ada", fresh: true)
    /// ```
    /// - Parameters:
    ///   - identity: Whom it is about: a text, another JSON value, or an object that the callback `userIdentity` knows.
    ///   - fresh: Whether the user has just shown a credential, or for how long that counts: to the fraction of a second, as in Flask.
    ///   - expires: How long it lives; as the settings say unless told.
    ///   - claims: Further claims. They replace those of the callback, and any other.
    ///   - headers: Further header parameters. They replace those of the callback.
    /// - Throws: ``FlaskIssueError``; `TokenError` 422 for a `kid` that is no text; whatever a callback throws.
    public func accessToken(
        for identity: some Sendable, fresh: Freshness = false, expires: FlaskLifetime? = nil,
        claims: JSONObject = [:], headers: JSONObject = [:]
    ) async throws -> String {
        try await issue(.access, FlaskIdentity(identity), fresh, expires, claims, headers)
    }

    /// `create_refresh_token`: a new refresh token.
    /// - Parameters:
    ///   - identity: Whom it is about: a text, another JSON value, or an object that the callback `userIdentity` knows.
    ///   - expires: How long it lives; as the settings say unless told.
    ///   - claims: Further claims. They replace those of the callback, and any other.
    ///   - headers: Further header parameters. They replace those of the callback.
    /// - Throws: As ``accessToken(for:fresh:expires:claims:headers:)`` does.
    public func refreshToken(
        for identity: some Sendable, expires: FlaskLifetime? = nil, claims: JSONObject = [:],
        headers: JSONObject = [:]
    ) async throws -> String {
        try await issue(.refresh, FlaskIdentity(identity), false, expires, claims, headers)
    }

    private func issue(
        _ type: TokenType, _ identity: FlaskIdentity, _ fresh: Freshness, _ expires: FlaskLifetime?,
        _ claims: JSONObject, _ headers: JSONObject
    ) async throws -> String {
        let headers = Self.merged(try await callbacks.additionalHeaders?(identity), headers)
        let claims = Self.merged(try await callbacks.additionalClaims?(identity), claims)
        guard let value = try await callbacks.userIdentity?(identity) ?? identity.json else {
            throw FlaskIssueError(.identityIsNoJSON)
        }
        let content = FlaskClaims(
            settings: settings, type: type, identity: value, fresh: fresh, expires: expires, additional: claims)
        let object = try content.object(now: clock.now(), identifier: identifier)
        let key = try await signingKey(identity, headers["alg"])
        if let id = headers["kid"], id.string == nil {
            throw await answers.error(for: .invalid("Key ID header parameter must be a string"))
        }
        return try sign(object, FlaskHeader.object(key.algorithm, headers), key)
    }

    /// A new object: in Flask-JWT-Extended the argument is merged into the one that the callback returned, and leaks into the
    /// next user's token where that is shared.
    private static func merged(_ common: JSONObject?, _ own: JSONObject) -> JSONObject {
        own.members.reduce(into: common ?? [:]) { $0[$1.name] = $1.value }
    }

    /// - Parameter name: A further `alg`, which is obeyed as far as the same key can.
    private func signingKey(_ identity: FlaskIdentity, _ name: JSONValue?) async throws -> SigningKey {
        let key = try await callbacks.encodeKey?(identity) ?? keys.signing
        guard let key else { throw FlaskIssueError(.noSigningKey) }
        guard let name, !name.isFalsy else { return key }
        guard let algorithm = name.string.flatMap(JWSAlgorithm.init(name:)) else {
            throw FlaskIssueError(.invalidHeader)
        }
        if algorithm == key.algorithm { return key }
        guard callbacks.encodeKey == nil, algorithm.isSymmetric == settings.algorithm.isSymmetric,
            let other = try? keys.signingKey(for: algorithm)
        else { throw FlaskIssueError(.invalidHeader) }
        return other
    }

    private func sign(_ claims: JSONObject, _ header: JSONObject, _ key: SigningKey) throws -> String {
        let token = try JWSSigner(key: key, header: try json(header)).sign(try json(claims))
        guard token.utf8.count <= limits.bytes else { throw FlaskIssueError(.unencodable) }
        return token
    }

    /// The JSON text of an object. One that is too deep or has too many members would be issued and never read again.
    private func json(_ object: JSONObject) throws(FlaskIssueError) -> [UInt8] {
        guard let text = try? JSONValue.object(object).serialized(),
            (try? JSONValue(parsing: text, limits: limits.json)) != nil
        else { throw FlaskIssueError(.unencodable) }
        return text
    }
}
