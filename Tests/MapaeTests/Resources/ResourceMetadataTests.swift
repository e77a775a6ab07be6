import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("What a protected resource says of itself (RFC 9728)")
struct ResourceMetadataTests {
    private static let server = "https://login.example.com"

    private static func verifier(accept: [TokenCarrier] = [.header]) throws -> KeyVerifier {
        try KeyVerifier(
            keys: [SigningKey.generate(.es256).verificationKey],
            policy: TokenPolicy(issuer: server, audience: "https://api.example.com", profile: .oauth), accept: accept)
    }

    private static func metadata(_ resource: ProtectedResource<some TokenVerifier>) throws -> JSONObject {
        try #require(try JSONValue(parsing: resource.metadataJSON).object)
    }

    private static func texts(_ value: JSONValue?) -> [String]? { value?.array?.compactMap(\.string) }

    @Test(
        "The metadata stand between the host and the path of the resource, as in the examples of section 3.1",
        arguments: [
            ("https://resource.example.com", "https://resource.example.com/.well-known/oauth-protected-resource"),
            ("https://resource.example.com/", "https://resource.example.com/.well-known/oauth-protected-resource"),
            (
                "https://resource.example.com/resource1",
                "https://resource.example.com/.well-known/oauth-protected-resource/resource1"
            ),
            ("https://[::1]:8443/a/b", "https://[::1]:8443/.well-known/oauth-protected-resource/a/b"),
            ("http://127.0.0.1:8080/mcp", "http://127.0.0.1:8080/.well-known/oauth-protected-resource/mcp"),
        ])
    func place(identifier: String, url: String) throws {
        let resource = try ProtectedResource(identifier, by: try Self.verifier())
        let challenge = try #require(
            resource.prepared(TokenError(.missingToken)).rendered.headers[.wwwAuthenticate])
        #expect(challenge == #"Bearer realm="api", resource_metadata="\#(url)""#)
        #expect(url.hasSuffix(resource.metadataPath))
        #expect(resource.identifier == identifier)
    }

    @Test(
        "O52: what is no address of a resource is refused when it is made",
        arguments: [
            "", "api", "/api", "http://api.example.com", "https://API.example.com", "HTTPS://api.example.com",
            "https://api.example.com?x=1", "https://api.example.com#x", "https://user@api.example.com", "https:///x",
            "https://api.example.com/a/../b", "https://api.example.com//b", "https://api.example.com/:id",
            "https://api.example.com/*", "https://api.example.com/a%20b", "https://api.example.com/{id}",
            "https://api.example.com/\u{e9}", "https://api.example.com/a\r\nb", "urn:api", "https://api.example.com:0",
        ])
    func refusedIdentifiers(identifier: String) throws {
        let verifier = try Self.verifier()
        #expect(throws: PolicyError(.invalidResource)) { try ProtectedResource(identifier, by: verifier) }
        #expect(throws: PolicyError(.invalidResource)) {
            try ProtectedResource("https://api.example.com", by: verifier, baseURL: identifier)
        }
    }

    @Test("The document has the members of section 3.2, and only what is true")
    func document() throws {
        let verifier = try Self.verifier()
        let plain = try ProtectedResource("https://api.example.com", by: verifier)
        #expect(
            String(decoding: plain.metadataJSON, as: UTF8.self)
                == #"{"resource":"https://api.example.com","authorization_servers":["https://login.example.com"],"bearer_methods_supported":["header"]}"#
        )
        let full = try ProtectedResource(
            "https://resource.example.com", by: verifier,
            authorizationServers: ["https://as1.example.com", "https://as2.example.net"],
            scopes: ["profile", "email", "phone"], name: "Notes",
            documentation: "https://resource.example.com/resource_documentation.html")
        let members = try Self.metadata(full)
        #expect(members["resource"]?.string == "https://resource.example.com")
        #expect(
            Self.texts(members["authorization_servers"]) == ["https://as1.example.com", "https://as2.example.net"])
        #expect(Self.texts(members["scopes_supported"]) == ["profile", "email", "phone"])
        #expect(members["resource_name"]?.string == "Notes")
        #expect(
            members["resource_documentation"]?.string == "https://resource.example.com/resource_documentation.html")
        #expect(members["dpop_bound_access_tokens_required"] == nil)
    }

    @Test("The ways to show a token are those in which the verifier looks for one")
    func methods() throws {
        for (carriers, methods): ([TokenCarrier], [String]) in [
            ([.header], ["header"]), ([.cookie()], []), ([.cookie(), .header], ["header"]),
            ([.header, .insecureQuery()], ["header", "query"]), ([.insecureQuery(name: "jwt")], []),
            ([.jsonBody()], []), ([.header(name: "X-Token", schemes: [])], []),
            ([.header(schemes: ["JWT"])], []), ([.header(schemes: ["JWT", "bearer"])], ["header"]),
        ] {
            let resource = try ProtectedResource("https://api.example.com", by: try Self.verifier(accept: carriers))
            #expect(Self.texts(try Self.metadata(resource)["bearer_methods_supported"]) == methods, "\(carriers)")
        }
        for (policy, methods, isRequired) in [(DPoPPolicy.accepted, ["header"], false), (.required, [], true)] {
            let resource = try ProtectedResource("https://api.example.com", by: try Self.verifier(), dpop: policy)
            let members = try Self.metadata(resource)
            #expect(Self.texts(members["bearer_methods_supported"]) == methods)
            #expect(members["dpop_bound_access_tokens_required"]?.bool == isRequired)
            let algorithms = try #require(Self.texts(members["dpop_signing_alg_values_supported"]))
            #expect(algorithms.contains("ES256") && !algorithms.contains("HS256"))
        }
    }

    @Test("An issuer that is only a name is no authorization server, unless somebody says so by mistake")
    func servers() throws {
        let key = try SigningKey.generate(.es256).verificationKey
        for (issuer, servers) in [
            ("login", [String]()), ("https://login.example.com/t", ["https://login.example.com/t"]),
        ] {
            let verifier = try KeyVerifier(
                keys: [key], policy: TokenPolicy(issuer: issuer, audience: "a", profile: .oauth))
            let wrapped = verifier.withCheck { _ in true }.withAnswer { _ in nil }
            #expect(try ProtectedResource("https://api.example.com", by: wrapped).authorizationServers == servers)
        }
        let own = try TokenAuthority(signingKey: .generate(.es256), policy: TokenPolicy(issuer: Self.server))
        #expect(try ProtectedResource("https://api.example.com", by: own).authorizationServers == [])
        for (servers, scopes, name, page): ([String], [String], String?, String?) in [
            (["login"], [], nil, nil), (["http://login.example.com"], [], nil, nil),
            (["https://login.example.com?x"], [], nil, nil), ([], ["a b"], nil, nil), ([], [""], nil, nil),
            ([], [], "", nil), ([], [], nil, "javascript:alert(1)"), ([], [], nil, "http://example.com"),
        ] {
            #expect(throws: PolicyError(.invalidResourceMetadata)) {
                try ProtectedResource(
                    "https://api.example.com", by: own, authorizationServers: servers, scopes: scopes, name: name,
                    documentation: page)
            }
        }
    }

    @Test("Settings of proofs are held within their bounds, and the secret stays out of every description")
    func proofSettings() throws {
        let verifier = try Self.verifier()
        var policies: [DPoPPolicy] = [
            .accepted.withNonces(secret: Array(repeating: 1, count: 31)), .accepted.withNonces(lifetime: .zero),
            .accepted.withNonces(lifetime: .seconds(3601)),
        ]
        for (lifetime, leeway): (Duration, Duration) in [
            (.zero, .zero), (.seconds(301), .zero), (.seconds(60), .seconds(61)), (.seconds(60), .seconds(-1)),
        ] {
            var policy = DPoPPolicy.accepted
            policy.proofLifetime = lifetime
            policy.clockLeeway = leeway
            policies.append(policy)
        }
        for policy in policies {
            #expect(throws: PolicyError(.proofSettingsOutOfRange)) {
                try ProtectedResource("https://api.example.com", by: verifier, dpop: policy)
            }
        }
        let policy = DPoPPolicy.required.withNonces(secret: Array(repeating: 219, count: 32))
        var dumped = ""
        dump(policy, to: &dumped)
        #expect("\(policy)" == "DPoPPolicy(required)" && !dumped.contains("219"))
        #expect(throws: PolicyError(.emptyName)) {
            try ProtectedResource("https://api.example.com", by: verifier, audience: .named())
        }
    }
}
