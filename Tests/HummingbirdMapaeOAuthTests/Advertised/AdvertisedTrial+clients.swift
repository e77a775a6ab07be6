import HTTPTypes
import HummingbirdTesting
import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeTesting
import Testing

/// How clients show who they are.
extension AdvertisedTrial {
    // MARK: Methods and algorithms of each endpoint

    func tokenMethod(_ name: String) async throws { try await takes(.of(name, visitor), at: "token") }
    func revocationMethod(_ name: String) async throws { try await takes(.of(name, visitor), at: "revocation") }
    func introspectionMethod(_ name: String) async throws { try await takes(.of(name, visitor), at: "introspection") }
    func tokenAlgorithm(_ name: String) async throws { try await takes(.signing(name, visitor), at: "token") }
    func revocationAlgorithm(_ name: String) async throws { try await takes(.signing(name, visitor), at: "revocation") }
    func introspectionAlgorithm(_ name: String) async throws {
        try await takes(.signing(name, visitor), at: "introspection")
    }

    func refusesMethod(_ name: String) async throws {
        #expect(try await registrationError(method: name) == "invalid_client_metadata", "\(name)")
    }

    /// RFC 7662 §2.1: a public client can be registered, and may not ask about tokens.
    func refusesIntrospectionMethod(_ name: String) async throws {
        guard name == "none" else { return try await refusesMethod(name) }
        let client = try await AuthenticatingClient.of(name, visitor)
        let answer = try await ask("introspection", [("token", "x")], client)
        #expect(answer.status == .unauthorized && answer.member("error")?.string == "invalid_client")
    }

    func refusesAssertionAlgorithm(_ name: String) async throws {
        let set = String(decoding: try JWKSet([try ProofMaker().key.verificationKey]).serialized(), as: UTF8.self)
        let members = #""jwks":\#(set),"token_endpoint_auth_signing_alg":"\#(name)""#
        let error = try await registrationError(members, method: "private_key_jwt")
        #expect(error == "invalid_client_metadata", "\(name)")
    }

    /// A client gets tokens, asks about one, or gives one back; not so who is not that client.
    private func takes(_ client: AuthenticatingClient, at endpoint: String) async throws {
        let redemption = Visitor.redemption(of: try await code(client.client))
        if endpoint == "token" { try await refuses(redemption, client, at: endpoint) }
        let tokens = try await ask("token", redemption, client)
        #expect(tokens.status == .ok && tokens.member("access_token") != nil, "\(client) \(tokens.text)")
        guard endpoint != "token" else { return }
        let refresh = try #require(tokens.member("refresh_token")?.string, "\(client)")
        try await refuses([("token", refresh)], client, at: endpoint)
        let answer = try await ask(endpoint, [("token", refresh)], client)
        #expect(answer.status == .ok, "\(client) \(answer.text)")
        if endpoint == "introspection" { #expect(answer.member("active")?.bool == true, "\(client)") }
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh)]
        let refreshed = try await ask("token", fields, client)
        #expect(refreshed.member("error")?.string == (endpoint == "revocation" ? "invalid_grant" : nil), "\(client)")
    }

    private func refuses(_ fields: [(String, String)], _ client: AuthenticatingClient, at endpoint: String) async throws
    {
        let answer = try await ask(endpoint, fields, client, isRight: false)
        #expect(answer.status == .unauthorized && answer.member("error")?.string == "invalid_client", "\(client)")
    }

    private func ask(
        _ endpoint: String, _ fields: [(String, String)], _ client: AuthenticatingClient, isRight: Bool = true
    ) async throws -> TestResponse {
        let shown = try client.shown(at: site.time.now, isRight: isRight)
        return try await visitor.post(path("\(endpoint)_endpoint"), fields + shown.fields, headers: shown.headers)
    }

    // MARK: Keys that tokens are bound to

    func proofAlgorithm(_ name: String) async throws {
        let maker = try AuthenticatingClient.maker(name)
        let field = try #require(DPoPProofs.fieldName)
        let nonceField = try #require(DPoPProofs.nonceFieldName)
        let client = try await visitor.register()
        let fields = Visitor.redemption(of: try await code(client)) + client.credentials
        let endpoint = try path("token_endpoint")
        let first = try await visitor.post(
            endpoint, fields, headers: [field: try proof(maker, "POST", "token_endpoint")])
        #expect(first.member("error")?.string == "use_dpop_nonce", "\(name)")
        let nonce = try #require(first.headers[nonceField], "\(name)")
        let bound = try await visitor.post(
            endpoint, fields, headers: [field: try proof(maker, "POST", "token_endpoint", nonce: nonce)])
        #expect(bound.status == .ok && bound.member("token_type")?.string == "DPoP", "\(name) \(bound.text)")
        let access = try #require(bound.member("access_token")?.string)
        let shown = try proof(maker, "GET", "userinfo_endpoint", nonce: nonce, token: access)
        var headers: HTTPFields = [.authorization: "DPoP \(access)", field: shown]
        let user = try await visitor.send(.get, path("userinfo_endpoint"), headers)
        #expect(user.status == .ok && user.member("sub")?.string == "u1", "\(name) \(user.text)")
        headers[field] = nil
        #expect(try await visitor.send(.get, path("userinfo_endpoint"), headers).status == .unauthorized, "\(name)")
        #expect(try await userInfo(of: bound).status == .unauthorized, "\(name)")
    }

    func refusesProofAlgorithm(_ name: String) async throws {
        let field = try #require(DPoPProofs.fieldName)
        let client = try await visitor.register()
        let fields = Visitor.redemption(of: try await code(client)) + client.credentials
        let forged = try proof(try ProofMaker(), "POST", "token_endpoint") { $0["alg"] = .string(name) }
        let answer = try await visitor.post(path("token_endpoint"), fields, headers: [field: forged])
        #expect(answer.member("error")?.string == "invalid_dpop_proof", "\(name)")
    }

    private func proof(
        _ maker: ProofMaker, _ method: String, _ endpoint: String, nonce: String? = nil, token: String? = nil,
        _ change: (inout JSONObject) throws -> Void = { _ in }
    ) throws -> String {
        let address = try #require(metadata[endpoint]?.string)
        let claims = ProofMaker.claims(method, address, at: site.time.now, nonce: nonce, token: token)
        return try maker.proof(claims, change)
    }

    // MARK: Metadata documents

    func takesDocument() async throws {
        let granted = try await tokens(TestClient(id: Self.documentID, secret: nil), scope: "openid")
        #expect(try await idToken(of: granted).claims().isFor(Self.documentID))
        let unknown = try await visit(TestClient(id: Self.documentID + "x", secret: nil), scope: "openid")
        #expect(unknown.status != .ok && unknown.headers[.location] == nil)
    }
}
