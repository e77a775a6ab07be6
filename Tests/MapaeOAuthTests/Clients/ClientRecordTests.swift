import MapaeJOSE
import MapaeOAuth
import MapaeStore
import Testing

@Suite("A client is stored and read again")
struct ClientRecordTests {
    private static let key = Result { try SigningKey.generate(.es256, keyID: "k1").verificationKey }

    private static func full() throws -> Client {
        let set = String(decoding: try JWKSet([try key.get()]).serialized(), as: UTF8.self)
        let json = """
            {"redirect_uris":["https://client.example.com/cb","http://127.0.0.1/cb"],"client_name":"Caf\u{e9} \u{1F600}",
            "token_endpoint_auth_method":"private_key_jwt","token_endpoint_auth_signing_alg":"ES256","jwks":\(set),
            "grant_types":["authorization_code","refresh_token","client_credentials"],"scope":"openid read",
            "id_token_signed_response_alg":"EdDSA","default_max_age":60,"require_auth_time":true,
            "default_acr_values":["a b"],"post_logout_redirect_uris":["https://client.example.com/bye"],
            "backchannel_logout_uri":"https://client.example.com/out","backchannel_logout_session_required":true,
            "dpop_bound_access_tokens":true,"require_pushed_authorization_requests":true,"contacts":["a@example.com"],
            "client_uri":"https://client.example.com/","logo_uri":"https://client.example.com/l","software_id":"s"}
            """
        var client = Client(
            id: try #require(ClientID("c 1")),
            metadata: try ClientMetadata(parsing: Array(json.utf8), policy: .sample()),
            secrets: [try #require(ClientSecretDigest(secret: "a")), try #require(ClientSecretDigest(secret: "b"))],
            tokenFormat: .opaque, requiresPKCE: false, isFirstParty: true, needsOfflineAccess: true,
            resources: [try ResourceIndicator("https://api.example.com/")])
        client.isSelfRegistered = true
        return client
    }

    @Test("All of it is as it was")
    func roundTrip() throws {
        let client = try Self.full()
        let record = try client.record(createdAt: 7)
        let read = try Client(record)
        #expect(try read.record(createdAt: 7) == record)
        #expect(read.id == client.id && read.secrets == client.secrets && read.resources == client.resources)
        #expect(read.tokenFormat == .opaque && !read.requiresPKCE && read.isFirstParty && read.needsOfflineAccess)
        #expect(read.isSelfRegistered && !read.isOfDocument)
        #expect(read.metadata.scopes == client.metadata.scopes && read.metadata.display == client.metadata.display)
        #expect(read.metadata.assertionAlgorithm == .es256 && read.metadata.idTokenAlgorithm == .edDSA)
        #expect(read.metadata.redirectURIs == client.metadata.redirectURIs)
        #expect(!"\(record)".contains("example"))
    }

    @Test("Settings that nobody has made are the usual ones")
    func defaults() throws {
        let record = ClientRecord(
            id: "c1", createdAt: 0, metadata: Array(#"{"redirect_uris":["https://client.example.com/cb"]}"#.utf8))
        let client = try Client(record)
        #expect(client.tokenFormat == .jwt && client.requiresPKCE && !client.isFirstParty && client.resources.isEmpty)
        #expect(!client.isSelfRegistered)
        #expect(client.metadata.scopes.isEmpty && client.metadata.idTokenAlgorithm == .rs256)
    }

    @Test("What was registered stays registered, although no client could register it now")
    func lostByPolicy() throws {
        let record = try Self.full().record(createdAt: 7)
        let poor = RegistrationPolicy(scopes: .none, grantTypes: [.authorizationCode], idTokenAlgorithms: [.rs256])
        #expect(throws: OAuthError.self) { try ClientMetadata(parsing: record.metadata, policy: poor) }
        let client = try Client(record)
        #expect(client.metadata.grantTypes.contains(.clientCredentials) && client.metadata.scopes.contains("read"))
    }

    @Test(
        "A record that cannot be read is damaged, whichever part it is",
        arguments: [
            #"{"token_format":"paper"}"#, #"{"token_format":1}"#, #"{"requires_pkce":"yes"}"#,
            #"{"self_registered":1}"#, "[]", "", "{",
            #"{"resources":["x"]}"#, #"{"resources":[1]}"#, #"{"first_party":null}"#,
        ])
    func damaged(settings: String) throws {
        var record = try Self.full().record(createdAt: 7)
        record.settings = Array(settings.utf8)
        #expect(throws: StoreError(.corrupt)) { try Client(record) }
    }

    @Test("A digest of another length, and an id that none can have, are damage too")
    func damagedOtherwise() throws {
        var record = try Self.full().record(createdAt: 7)
        record.secrets = [[1, 2, 3]]
        #expect(throws: StoreError(.corrupt)) { try Client(record) }
        let other = ClientRecord(id: "c\u{e9}", createdAt: 0, metadata: record.metadata)
        #expect(throws: StoreError(.corrupt)) { try Client(other) }
    }
}
