import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Clients register themselves (RFC 7591)")
struct RegistrationTests {
    private let bench: OAuthBench
    private static let good =
        #"{"redirect_uris":["https://client.example.com/cb"],"client_name":"Notes","scope":"openid read nosuch"}"#

    init() throws { bench = try OAuthBench(settings: { $0.registrationAccess = .open }) }

    private func register(
        _ json: String, headers: HTTPFields = [.contentType: "application/json"], bench: OAuthBench? = nil,
        query: String = ""
    ) async throws -> Reply {
        try Reply(
            await (bench ?? self.bench).server.register(headers: headers, body: Array(json.utf8), query: query))
    }

    @Test("One gets its id, its secret once, and what it was given, and goes on to use them")
    func story() async throws {
        let reply = try await register(Self.good)
        #expect(reply.status == 201 && reply.headers[.cacheControl] == "no-store")
        #expect(reply["client_id_issued_at"]?.integer == bench.time.now.seconds)
        #expect(reply["client_secret_expires_at"]?.integer == 0)
        #expect(try reply.text("client_secret").utf8.count == 43)
        #expect(try reply.text("scope") == "openid read" && reply.text("client_name") == "Notes")
        #expect(reply["grant_types"]?.array?.compactMap(\.string) == ["authorization_code"])
        let id = try #require(ClientID(try reply.text("client_id")))
        let client = try #require(try await bench.server.client(id))
        #expect(!client.isFirstParty && !client.requiresPKCE && client.tokenFormat == .jwt && client.isSelfRegistered)
        let secret = try reply.text("client_secret")
        #expect(client.secrets.count == 1 && client.secrets[0].matches(secret))
        let record = try #require(try await bench.store.client(id: id.text))
        #expect(!String(decoding: record.metadata + record.settings, as: UTF8.self).contains(secret))
        #expect(try await bench.audit() == ["client_registered"])
        #expect(try await register(Self.good).text("client_id") != id.text)
    }

    @Test("A public client, and one with keys, get no secret")
    func withoutSecret() async throws {
        let key = try SigningKey.generate(.es256, keyID: "k")
        let keys = try JSONValue(parsing: try JWKSet([key.verificationKey]).serialized())
        let json = { (method: String, more: String) in
            #"{"redirect_uris":["https://c.example/cb"],"token_endpoint_auth_method":"\#(method)"\#(more)}"#
        }
        let jwks = String(decoding: try keys.serialized(), as: UTF8.self)
        for reply in [
            try await register(json("none", "")), try await register(json("private_key_jwt", #","jwks":\#(jwks)"#)),
        ] {
            #expect(reply.status == 201)
            #expect(reply["client_secret"] == nil && reply["client_secret_expires_at"] == nil)
        }
    }

    @Test("O49: nobody gives oneself an id, a secret or a right, and a logout that is not offered is not taken down")
    func massAssignment() async throws {
        let reply = try await register(
            #"""
            {"redirect_uris":["https://c.example/cb"],"client_id":"admin","client_secret":"mine","first_party":true,
            "requires_pkce":false,"token_format":"opaque","resources":["https://api.example.com/app/"],
            "backchannel_logout_uri":"https://c.example/out","backchannel_logout_session_required":true,
            "initiate_login_uri":"https://c.example/","sector_identifier_uri":"http://127.0.0.1/","request_uris":["http://127.0.0.1/"]}
            """#)
        #expect(reply.status == 201)
        for name in [
            "first_party", "requires_pkce", "token_format", "resources", "backchannel_logout_uri",
            "backchannel_logout_session_required", "initiate_login_uri", "sector_identifier_uri", "request_uris",
        ] { #expect(reply[name] == nil, "\(name)") }
        let id = try reply.text("client_id")
        #expect(id != "admin" && id.utf8.count == 22)
        #expect(try reply.text("client_secret") != "mine")
        let clientID = try #require(ClientID(id))
        let client = try #require(try await bench.server.client(clientID))
        #expect(!client.isFirstParty && client.resources.isEmpty && client.metadata.backchannelLogoutURI == nil)
    }

    @Test(
        "What is wrong is told in the RFC's words",
        arguments: [
            ("", "invalid_client_metadata"), ("[]", "invalid_client_metadata"), ("{}", "invalid_redirect_uri"),
            (#"{"redirect_uris":["https://a/"],"redirect_uris":["https://b/"]}"#, "invalid_client_metadata"),
            (#"{"redirect_uris":["javascript:alert(1)"]}"#, "invalid_redirect_uri"),
            (#"{"redirect_uris":["https://c.example/cb#f"]}"#, "invalid_redirect_uri"),
            (#"{"redirect_uris":["https://c.example/*"]}"#, "invalid_redirect_uri"),
            (#"{"redirect_uris":["http://c.example/cb"]}"#, "invalid_redirect_uri"),
            (#"{"redirect_uris":["https://c.example/cb"],"grant_types":["password"]}"#, "invalid_client_metadata"),
            (#"{"redirect_uris":["https://c.example/cb"],"response_types":["token"]}"#, "invalid_client_metadata"),
            (
                #"{"redirect_uris":["https://c.example/cb"],"id_token_signed_response_alg":"none"}"#,
                "invalid_client_metadata"
            ),
            (
                #"{"redirect_uris":["https://c.example/cb"],"id_token_signed_response_alg":"EdDSA"}"#,
                "invalid_client_metadata"
            ),
            (
                #"{"redirect_uris":["https://c.example/cb"],"logo_uri":"javascript:alert(1)"}"#,
                "invalid_client_metadata"
            ),
            (#"{"redirect_uris":["https://c.example/cb"],"client_name":"a\u202eb"}"#, "invalid_client_metadata"),
        ])
    func errors(_ json: String, _ code: String) async throws {
        let reply = try await register(json)
        #expect(reply.status == 400 && reply.error == code && reply.headers[.cacheControl] == "no-store")
        let other = try await register(Self.good, headers: [.contentType: "text/plain"])
        #expect(other.error == "invalid_client_metadata")
        #expect(try await register(Self.good, headers: [:]).status == 400)
        #expect(try await register(Self.good, query: "a=1").status == 400)
        #expect(try await register(String(repeating: " ", count: 70_000)).status == 400)
        #expect(try await bench.store.clients(after: nil, limit: 10).isEmpty)
    }

    @Test("Where an initial access token is needed no other does")
    func access() async throws {
        let token = ClientSecret.random()
        let bench = try OAuthBench(settings: {
            $0.registrationAccess = .protected([ClientSecret.random().digest, token.digest])
        })
        let with = { (value: String) in [.contentType: "application/json", .authorization: value] as HTTPFields }
        for value in ["", "Bearer", "Bearer x", "Basic \(token.text)", "DPoP \(token.text)", "Bearer \(token.text)x"] {
            let reply = try await register(Self.good, headers: with(value), bench: bench)
            #expect(reply.status == 401 && reply.headers[.wwwAuthenticate]?.hasPrefix("Bearer ") == true, "\(value)")
        }
        #expect(try await register(Self.good, bench: bench).status == 401)
        #expect(try await bench.store.clients(after: nil, limit: 10).isEmpty)
        let reply = try await register(Self.good, headers: with("bearer \(token.text)"), bench: bench)
        #expect(reply.status == 201)
        // Who was given a token is no stranger.
        let client = try await bench.server.client(try #require(ClientID(try reply.text("client_id"))))
        #expect(client?.isSelfRegistered == false)
    }

    @Test("Where it is off there is nothing, and nothing says otherwise")
    func off() async throws {
        let bench = try OAuthBench()
        let answer = await bench.server.register(
            headers: [.contentType: "application/json"], body: Array(Self.good.utf8))
        #expect(answer.status == .notFound && answer.body.isEmpty)
        #expect(bench.server.metadata()["registration_endpoint"] == nil)
        #expect(try await bench.store.clients(after: nil, limit: 10).isEmpty)
    }
}
