public import HTTPTypes
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The introspection endpoint (RFC 7662 §2): a confidential client asks about a token.
    ///
    /// It is told of tokens that it got itself, and of access tokens that are for a resource which is the client's
    /// (``Client/resources``): who only holds a token of others learns nothing from it here (§4). All else, whatever is wrong with it,
    /// is `{"active": false}` and no error.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - body: Its body.
    ///   - query: What stands behind the `?` of its target: nothing may.
    /// - Returns: The answer, whatever the request is. It fails never.
    public func introspect(headers: HTTPFields, body: [UInt8], query: String = "") async -> OAuthAnswer {
        await answering { () async throws(OAuthError) -> OAuthAnswer in
            let parameters = try TokenForm.parameters(
                body: body, contentTypes: headers[values: .contentType], query: query.utf8)
            let client = try await authenticateConfidential(headers, parameters)
            guard let text = parameters["token"] else { throw OAuthError(.invalidRequest, "The token is missing.") }
            let facts = try await facts(of: text, for: client) ?? ["active": false]
            return OAuthAnswer(json: try signing { try JSONValue.object(facts).serialized() })
        }
    }

    /// What a client is told of a token; `nil` for nothing.
    private func facts(of text: String, for client: Client) async throws(OAuthError) -> JSONObject? {
        // The hint says where to look first (§2.1); a look at the text says more.
        if let token = RefreshToken(parsing: text) { return try await facts(of: token, for: client) }
        guard let content = try await activeToken(text)?.content, Self.maySee(content, client) else { return nil }
        var facts: JSONObject = [
            "active": true, "client_id": .string(content.clientID), "sub": .string(content.subject),
            "aud": content.writtenAudience, "iss": .string(issuer.text), "exp": .integer(content.expiresAt),
        ]
        facts["token_type"] = .string(content.keyThumbprint == nil ? "Bearer" : "DPoP")
        facts["sid"] = content.grantID.map { .string($0) }
        facts["jti"] = content.tokenID.map { .string($0) }
        for member in content.commonMembers.members { facts[member.name] = member.value }
        return facts
    }

    private static func maySee(_ content: AccessToken, _ client: Client) -> Bool {
        GrantRules.same(content.clientID, client.id.text)
            || client.resources.contains { resource in
                content.audience.contains { GrantRules.same($0, resource.text) }
            }
    }

    /// A refresh token is its client's alone, and only the present one is good.
    private func facts(of token: RefreshToken, for client: Client) async throws(OAuthError) -> JSONObject? {
        guard let grant = try await grant(token.grantID, of: client.id.text),
            SecretComparison.areEqual(grant.current, token.digest), now.seconds < grant.aliveUntil
        else { return nil }
        return [
            "active": true, "client_id": .string(client.id.text), "sub": .string(grant.subject),
            "iss": .string(issuer.text), "scope": .string(grant.scope), "iat": .integer(grant.usedAt),
            "exp": .integer(min(grant.aliveUntil, grant.endsAt)),
        ]
    }
}
