import MapaeOAuth
import Testing

@testable import MapaeOAuth

@Suite("Clients' metadata documents")
struct ClientDocumentTests {
    private static func read(_ json: String, allowsLoopback: Bool = false) throws -> ClientMetadata {
        let id = try #require(ClientID(DocumentHost.id))
        var policy = try RegistrationPolicy.sample()
        policy.allowsLoopback = allowsLoopback
        return try ClientMetadata(
            document: Array(json.utf8), at: try #require(DocumentAddress(id, allowsLoopback: allowsLoopback)),
            policy: policy)
    }

    @Test("One serves for many servers: what is not offered here is left out, and without scopes it may ask for all")
    func many() throws {
        let metadata = try Self.read(
            DocumentHost.document(
                DocumentHost.id,
                #""grant_types":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code","implicit"],"#
                    + #""response_types":["code","token"],"unknown":{"a":[1]},"client_id_issued_at":1,"first_party":true"#
            ))
        #expect(metadata.grantTypes == [.authorizationCode, .refreshToken])
        #expect(metadata.scopes.values.contains("write") && metadata.authenticationMethod == .none)
        #expect(metadata.redirectURIs.map(\.text) == [DocumentHost.address])
    }

    @Test(
        "What cannot be a document is refused",
        arguments: [
            (#""client_id":"https://app.example.com/client.json/""#, "address"),
            (#""client_id":"https://APP.example.com/client.json""#, "address"),
            (#""client_id":"https://other.example/client.json""#, "address"), (#""client_id":null"#, "address"),
            (#""client_id":["https://app.example.com/client.json"]"#, "no text"),
            (#""client_secret":"s""#, "client_secret"), (#""client_secret_expires_at":0"#, "client_secret"),
            (#""token_endpoint_auth_method":"client_secret_basic""#, "must be none"),
            (#""token_endpoint_auth_method":"client_secret_post""#, "must be none"),
            (#""token_endpoint_auth_method":null"#, "must be none"),
            (#""token_endpoint_auth_method":"client_secret_jwt""#, "not offered"),
            (#""token_endpoint_auth_method":"private_key_jwt""#, "jwks"),
            (
                #""token_endpoint_auth_method":"private_key_jwt","jwks":{"keys":[{"kty":"oct","k":"AAAA"}]}"#,
                "private key"
            ),
            (
                #""token_endpoint_auth_method":"private_key_jwt","jwks":{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"}]}"#,
                "private key"
            ),
            (#""token_endpoint_auth_method":"private_key_jwt","jwks":{"keys":[{"kty":"x"}]}"#, "public keys"),
            (#""token_endpoint_auth_method":"private_key_jwt","jwks_uri":"http://app.example.com/j""#, "https"),
            (#""token_endpoint_auth_method":"private_key_jwt","jwks_uri":"http://127.0.0.1/j""#, "https"),
            (#""redirect_uris":[]"#, "missing"), (#""redirect_uris":null"#, "missing"),
            (#""redirect_uris":["https://*.example.com/"]"#, "wildcards"),
            (#""redirect_uris":["javascript:alert(1)"]"#, "https"),
            (#""redirect_uris":["http://app.example.com/cb"]"#, "127.0.0.1"),
            (#""grant_types":["client_credentials"]"#, "first token"),
            (#""grant_types":["refresh_token"]"#, "first token"),
            (#""response_types":["token"]"#, "go together"), (#""client_name":"a\u202eb""#, "client_name"),
            (#""logo_uri":"javascript:x""#, "logo_uri"),
        ])
    func refused(_ members: String, _ text: String) throws {
        let error = try #require(throws: OAuthError.self) {
            _ = try Self.read(DocumentHost.document(DocumentHost.id, members))
        }
        #expect(error.explanation.contains(text), "\(error)")
    }

    @Test("It is one JSON object of at most 8 KiB, with each member once")
    func form() throws {
        let right = DocumentHost.document()
        let long = DocumentHost.document(
            DocumentHost.id, "\"x\":\"\(String(repeating: "x", count: ClientMetadata.maximumDocumentBytes))\"")
        for json in ["", "[]", "null", "<html>", String(right.dropLast()), right + "x", long] {
            #expect(throws: OAuthError(.invalidClientMetadata)) { _ = try Self.read(json) }
        }
        let twice = String(right.dropLast()) + #","redirect_uris":["https://evil.example/"]}"#
        #expect(throws: OAuthError(.invalidClientMetadata)) { _ = try Self.read(twice) }
    }

    @Test("Where this machine may be asked, keys and logouts may be there; a browser is sent nowhere else for it")
    func loopback() throws {
        let keys = #""token_endpoint_auth_method":"private_key_jwt","jwks_uri":"http://localhost:9000/j""#
        let json = DocumentHost.document(
            DocumentHost.id, keys + #","backchannel_logout_uri":"http://127.0.0.1:9000/out""#)
        let metadata = try Self.read(json, allowsLoopback: true)
        #expect(metadata.backchannelLogoutURI == "http://127.0.0.1:9000/out")
        #expect(throws: OAuthError(.invalidClientMetadata)) { _ = try Self.read(json) }
        let page = DocumentHost.document(DocumentHost.id, #""policy_uri":"http://127.0.0.1/p""#)
        #expect(throws: OAuthError(.invalidClientMetadata)) { _ = try Self.read(page, allowsLoopback: true) }
        let elsewhere = DocumentHost.document(DocumentHost.id, #""jwks_uri":"http://127.0.0.1.evil.example/j""#)
        #expect(throws: OAuthError(.invalidClientMetadata)) { _ = try Self.read(elsewhere, allowsLoopback: true) }
    }
}
