public import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The registration endpoint (RFC 7591 §3, OpenID Connect Dynamic Client Registration §3): a POST with the metadata of a client as
    /// JSON, and an initial access token where the settings demand it.
    ///
    /// What the client is given in the end stands in the answer; its secret stands there and nowhere else. Nothing that the metadata
    /// names is fetched.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - body: Its body.
    ///   - query: What stands behind the `?` of its target: nothing may.
    /// - Returns: The answer, whatever the request is. It fails never.
    public func register(headers: HTTPFields, body: [UInt8], query: String = "") async -> OAuthAnswer {
        guard settings.registrationAccess.isOffered else { return OAuthAnswer(.notFound) }
        do { try checkAccess(headers) } catch {
            return OAuthAnswer(error.prepared(realm: sessions.realm, format: .oauth).rendered)
        }
        return await answering { () async throws(OAuthError) in
            try Self.checkForm(headers, query)
            var policy = settings.registration
            policy.idTokenAlgorithms = idTokenAlgorithms
            let metadata = try ClientMetadata(parsing: offered(body), policy: policy)
            try Self.checkKeys(metadata, fetchesKeys: remoteKeys != nil)
            return try await register(metadata)
        }
    }

    /// RFC 7591 §3: the initial access token is a Bearer token.
    private func checkAccess(_ headers: HTTPFields) throws(TokenError) {
        guard case .protected(let digests) = settings.registrationAccess else { return }
        let credential = try ResourceCredential(headers, method: .post, body: [])
        // All are compared, so that the time does not tell which one it was.
        let matches = digests.map { $0.matches(credential.token) }
        guard credential.scheme == .bearer, matches.contains(true) else { throw TokenError(.invalidToken) }
    }

    private static func checkForm(_ headers: HTTPFields, _ query: String) throws(OAuthError) {
        let types = headers[values: .contentType]
        guard types.count == 1, MediaTypeText.isJSON(MediaTypeText.essence(types[0])) else {
            throw OAuthError(.invalidClientMetadata, "The Content-Type must be application/json.")
        }
        guard query.isEmpty else {
            throw OAuthError(.invalidClientMetadata, "The metadata must be in the body, not in the address.")
        }
    }

    /// Without what is not offered, which counts as unknown (RFC 7591 §2): nobody is told of a logout that way.
    private func offered(_ body: [UInt8]) -> [UInt8] {
        guard postLogout == nil, body.count <= ClientMetadata.maximumBytes,
            var object = try? JSONValue(parsing: body, limits: JSONLimits(depth: 8)).object
        else { return body }
        let names = ["backchannel_logout_uri", "backchannel_logout_session_required"]
        guard names.contains(where: { object[$0] != nil }) else { return body }
        for name in names { object[name] = nil }
        return (try? JSONValue.object(object).serialized()) ?? body
    }

    private func register(_ metadata: ClientMetadata) async throws(OAuthError) -> OAuthAnswer {
        let id = ClientID.random()
        let now = now
        let secret = metadata.authenticationMethod.usesSecret ? ClientSecret.random() : nil
        // What the standards leave to the client is left to it: OAuth 2.1 §7.6.
        var client = Client(
            id: id, metadata: metadata, secrets: secret.map { [$0.digest] } ?? [], requiresPKCE: false)
        if case .open = settings.registrationAccess { client.isSelfRegistered = true }
        let record = try signing { try client.record(createdAt: now.seconds) }
        let event = OAuthEvent(.clientRegistered, at: now, clientID: id.text)
        guard try await asking({ try await store.insertIfAbsent(record, recording: records(event)) }) else {
            // 128 random bits came twice: the generator is broken, and nothing may be issued from it.
            throw OAuthError(.serverError)
        }
        report(event)
        var members = try signing { try metadata.members() }
        members["client_id"] = .string(id.text)
        members["client_id_issued_at"] = .integer(now.seconds)
        if let secret {
            members["client_secret"] = .string(secret.text)
            members["client_secret_expires_at"] = 0
        }
        return OAuthAnswer(.created, json: try signing { try JSONValue.object(members).serialized() })
    }
}
