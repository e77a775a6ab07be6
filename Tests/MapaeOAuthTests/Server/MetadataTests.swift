import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("What clients learn of the server (RFC 8414)")
struct MetadataTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench(settings: { $0.registrationAccess = .open }) }

    private func texts(_ name: String) throws -> [String] {
        let value = try #require(bench.server.metadata()[name]?.array, "\(name)")
        return value.compactMap(\.string)
    }

    @Test("It has what the standards demand, and each address is below the issuer")
    func members() throws {
        let members = bench.server.metadata(locales: ["en", "ko"])
        #expect(members["issuer"]?.string == OAuthBench.issuer)
        for member in members.members where member.name.hasSuffix("_endpoint") || member.name == "jwks_uri" {
            #expect(member.value.string?.hasPrefix("\(OAuthBench.issuer)/") == true, "\(member.name)")
        }
        for (name, path) in [
            ("authorization_endpoint", "/oauth/authorize"), ("token_endpoint", "/oauth/token"),
            ("introspection_endpoint", "/oauth/introspect"), ("revocation_endpoint", "/oauth/revoke"),
            ("pushed_authorization_request_endpoint", "/oauth/par"), ("device_authorization_endpoint", "/oauth/device"),
            ("userinfo_endpoint", "/oauth/userinfo"), ("registration_endpoint", "/oauth/register"),
            ("end_session_endpoint", "/oauth/end-session"), ("jwks_uri", "/.well-known/jwks.json"),
        ] { #expect(members[name]?.string == OAuthBench.issuer + path) }
        #expect(try texts("response_types_supported") == ["code"])
        #expect(try texts("response_modes_supported") == ["query", "form_post"])
        #expect(try texts("code_challenge_methods_supported") == ["S256"])
        #expect(try texts("subject_types_supported") == ["public"])
        #expect(members["authorization_response_iss_parameter_supported"]?.bool == true)
        #expect(members["request_uri_parameter_supported"]?.bool == false)
        #expect(members["ui_locales_supported"]?.array?.compactMap(\.string) == ["en", "ko"])
        #expect(try !texts("introspection_endpoint_auth_methods_supported").contains("none"))
        #expect(members.members.allSatisfy { !$0.name.hasPrefix("backchannel") })
    }

    @Test("Every algorithm of ID tokens that is named is one that a client gets them with")
    func algorithms() async throws {
        let names = try texts("id_token_signing_alg_values_supported")
        #expect(names == ["RS256", "ES256"])
        let login = try await bench.login()
        for name in names {
            let client = try await bench.client("c-\(name)", #""id_token_signed_response_alg":"\#(name)""#)
            let token = try await bench.grant(client, login: login).text("id_token")
            let keys = try bench.server.publicKeys().keys
            let jws = try JWSVerifier(keys: keys).verify(token, type: .jwt, at: bench.time.now)
            #expect(jws.algorithm.description == name)
        }
    }

    @Test("Every method of authentication and every algorithm of it that is named is taken")
    func authentication() async throws {
        #expect(
            try texts("token_endpoint_auth_methods_supported")
                == ["none", "client_secret_basic", "client_secret_post", "private_key_jwt"])
        for method in try texts("token_endpoint_auth_methods_supported") where method != "private_key_jwt" {
            #expect(try await bench.grant(try await bench.client("m-\(method)", method: method)).status == 200)
        }
        let algorithms = try texts("token_endpoint_auth_signing_alg_values_supported")
        #expect(algorithms == JWSAlgorithm.allCases.filter { !$0.isSymmetric }.map(\.description))
        for name in algorithms { #expect(try await assertion(signedWith: name).status == 200, "\(name)") }
    }

    /// A client that authenticates with a key of an algorithm exchanges a code.
    private func assertion(signedWith name: String) async throws -> Reply {
        let key = try SigningKey.generate(try #require(JWSAlgorithm(name: name)))
        let set = String(decoding: try JWKSet([key.verificationKey]).serialized(), as: UTF8.self)
        let client = try await bench.client(
            "k-\(name)", method: "private_key_jwt",
            #""jwks":\#(set),"token_endpoint_auth_signing_alg":"\#(name)""#)
        let claims = RegisteredClaims(
            issuer: client.id.text, subject: client.id.text, audience: [OAuthBench.issuer],
            expirationTime: bench.time.now.advanced(by: .seconds(60)))
        return try await bench.redeem(
            client, bench.code(client),
            [
                ("client_assertion", try JWTSigner(key: key, type: .jwt).sign(claims)),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ])
    }

    @Test("Every scope that is named can be had")
    func scopes() async throws {
        let scopes = try texts("scopes_supported").joined(separator: " ")
        let reply = try await bench.grant(try await bench.client("c1"), scope: scopes)
        #expect(try reply.text("scope") == scopes)
    }

    @Test("A server without openid is no OpenID provider, and one without device codes names no address for them")
    func less() throws {
        let bench = try OAuthBench(settings: {
            $0.scopes = ScopeList(known: ["read"])
            $0.registration = RegistrationPolicy(scopes: $0.scopes, grantTypes: [.authorizationCode])
        })
        let members = bench.server.metadata()
        for name in [
            "userinfo_endpoint", "end_session_endpoint", "id_token_signing_alg_values_supported",
            "device_authorization_endpoint", "registration_endpoint",
        ] { #expect(members[name] == nil, "\(name)") }
    }

    @Test(
        "It is where clients of either standard look for it",
        arguments: [
            ("https://a.example", ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"]),
            ("https://a.example/", ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"]),
            (
                "https://a.example/t/1",
                [
                    "/.well-known/oauth-authorization-server/t/1", "/t/1/.well-known/oauth-authorization-server",
                    "/.well-known/openid-configuration/t/1", "/t/1/.well-known/openid-configuration",
                ]
            ),
        ])
    func paths(_ issuer: String, _ paths: [String]) throws {
        let authority = try TokenAuthority(signingKey: .generate(.es256))
        let store = MemoryStore()
        let server = try AuthorizationServer(
            issuer: Issuer(issuer), sessions: Sessions(authority, store: store), store: store, users: KnownUsers())
        #expect(server.metadataPaths == paths)
        #expect(server.metadata()["issuer"]?.string == issuer)
    }

    @Test("All keys are published, each once, and no secret among them")
    func keys() throws {
        let keys = try bench.server.publicKeys().keys
        #expect(keys.map { $0.algorithm.description } == ["ES256", "RS256"])
        let json = String(decoding: try bench.server.publicKeys().serialized(), as: UTF8.self)
        #expect(!json.contains("\"d\""))
    }
}
