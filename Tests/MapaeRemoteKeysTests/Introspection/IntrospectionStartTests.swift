#if RemoteKeys
import Mapae
import MapaeJOSE
import MapaeRemoteKeys
import MapaeTesting
import Testing

@Suite("An issuer that is asked about tokens: where, how and about which", .timeLimit(.minutes(5)))
struct IntrospectionStartTests {
    static let document = DiscoveryTests.openID

    @Test func `keys and endpoint are found in one document; JWTs go to the keys, all else to the endpoint`()
        async throws
    {
        try await Desk.with { issuer, desk in
            let remote = try await issuer.askingDiscovered()
            #expect(issuer.server.targets == [Self.document, "/keys"])
            #expect(await remote.refusal(issuer.token()) == nil)
            #expect(desk.questions == 0)
            #expect(await remote.refusal(desk.issue()) == nil)
            #expect(issuer.server.targets == [Self.document, "/keys", Desk.path])
        }
    }

    @Test func `a JWT that was refused is not asked about, whatever the issuer would say of it`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try await issuer.askingDiscovered()
            let good = issuer.token()
            let parts = good.split(separator: ".")
            let symmetric = Base64URL.encode(Array(#"{"alg":"HS256","typ":"at+jwt"}"#.utf8)) + ".\(parts[1])"
            for (token, code) in [
                (String(good.dropLast(4)) + "AAAA", .invalidToken), (issuer.token(ForeignIssuer.other), .invalidToken),
                (issuer.token(type: "JWT"), .wrongMediaType), (issuer.token(without: ["aud"]), .wrongAudience),
                (issuer.token(with: #""exp":1"#, without: ["exp"]), .expired),
                ("\(symmetric).\(RawSignature.hs256(symmetric, secret: Array("secret".utf8)))", .invalidToken),
                (Keys.unsigned(header: #"{"alg":"ES256","crit":["x"],"x":1}"#), .invalidToken),
                // Three parts with a header of ours, which cannot be read to the end.
                (good + "!", .invalidToken), ("\(parts[0])..", .invalidToken),
                ("\(parts[0]).\(parts[1]).", .invalidToken),
                ("\(parts[0]).!.\(parts[2])", .invalidToken),
            ] as [(String, TokenError.Code)] {
                desk.issue(token)
                #expect(await remote.refusal(token) == code, "\(token)")
            }
            #expect(desk.questions == 0)
        }
    }

    @Test func `what is no JWT of a known algorithm is asked about`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try await issuer.askingDiscovered()
            let parts = issuer.token().split(separator: ".")
            for token in [
                "x", "a.b.c", Keys.unsigned(header: #"{"alg":"ES256K"}"#), Keys.unsigned(header: #"{"typ":"JWT"}"#),
                "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).\(parts[2]).x", "\(parts[0]).a.b.c.d",
                Keys.unsigned(header: "[]"), "..",
            ] {
                desk.issue(token)
                let asked = desk.questions
                #expect(await remote.refusal(token) == nil, "\(token)")
                #expect(desk.questions == asked + 1)
            }
        }
    }

    @Test func `J1 a token without signature is the issuer's to decide on, which knows of none`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try await issuer.askingDiscovered()
            let token = Keys.unsigned(header: #"{"alg":"none","typ":"at+jwt"}"#, signature: [])
            #expect(await remote.refusal(token) == .invalidToken)
            #expect(desk.questions == 1)
        }
    }

    @Test func `where every token is asked about, a revoked JWT is refused, and no keys are needed`() async throws {
        try await Desk.with { issuer, desk in
            issuer.site[Self.document] = desk.discovery(keys: false)
            let remote = try await issuer.askingDiscovered(when: .always)
            let token = issuer.token()
            desk.issue(token)
            #expect(await remote.refusal(token) == nil)
            desk.revoke(token)
            issuer.time.advance(by: .seconds(60))
            #expect(await remote.refusal(token) == .invalidToken)
            #expect(issuer.server.targets == [Self.document, Desk.path, Desk.path])
        }
    }

    @Test(
        arguments: [
            ("nothing said", nil, false), ("basic", #"["client_secret_basic"]"#, false),
            ("both", #"["client_secret_post","client_secret_basic"]"#, false),
            ("post", #"["private_key_jwt","client_secret_post"]"#, true),
        ] as [(String, String?, Bool)])
    func `the secret goes in the header, or in the form where the issuer takes it there alone`(
        _ id: String, _ methods: String?, _ isInForm: Bool
    ) async throws {
        try await Desk.with { issuer, desk in
            let said = methods.map { #","introspection_endpoint_auth_methods_supported":\#($0)"# } ?? ""
            issuer.site[Self.document] = desk.discovery(#""introspection_endpoint":"\#(desk.endpoint)"\#(said)"#)
            let remote = try await issuer.askingDiscovered()
            #expect(await remote.refusal(desk.issue()) == nil)
            let request = try #require(issuer.server.requests.last)
            #expect((request.headers["authorization"] == nil) == isInForm)
            let client = "&client_id=an%20api&client_secret=s3cr%3A%2B%2F%25%C3%A9"
            #expect(request.body == "token=opaque&token_type_hint=access_token" + (isInForm ? client : ""))
        }
    }

    @Test(
        arguments: [
            ("no endpoint", "", .noIntrospectionEndpoint),
            ("null", #""introspection_endpoint":null"#, .noIntrospectionEndpoint),
            ("no URL", #""introspection_endpoint":"/introspect""#, .invalidURL),
            ("J25 http", #""introspection_endpoint":"http://login.example.com/introspect""#, .insecureURL),
            (
                "no way to show a secret",
                #""introspection_endpoint":"https://login.example.com/i","introspection_endpoint_auth_methods_supported":["private_key_jwt"]"#,
                .unsupportedClientAuthentication
            ),
        ] as [(String, String, RemoteKeysError.Code)])
    func `an issuer that cannot be asked is told at the start`(
        _ id: String, _ members: String, _ code: RemoteKeysError.Code
    ) async throws {
        try await Desk.with { issuer, desk in
            issuer.site[Self.document] = desk.discovery(members)
            for occasion in [Introspection.Occasion.byForm, .always] {
                await #expect(throws: RemoteKeysError(code)) { try await issuer.askingDiscovered(when: occasion) }
            }
        }
    }

    @Test func `J39 a document of another issuer gets neither tokens nor the secret`() async throws {
        try await Desk.with { issuer, desk in
            issuer.site[Self.document] = .answer(
                200, [],
                #"{"issuer":"https://login.example.com","jwks_uri":"\#(issuer.keysURL)","introspection_endpoint":"\#(desk.endpoint)"}"#
            )
            for occasion in [Introspection.Occasion.byForm, .always] {
                await #expect(throws: RemoteKeysError(.issuerMismatch)) {
                    try await issuer.askingDiscovered(when: occasion)
                }
            }
            #expect(desk.questions == 0)
        }
    }

    @Test(arguments: [
        "https://169.254.169.254/introspect", "https://10.0.0.1/introspect", "https://[::ffff:127.0.0.1]/introspect",
    ])
    func `J25 a document cannot send tokens and secrets into a private network`(_ url: String) async throws {
        try await Desk.with { issuer, desk in
            issuer.site[Self.document] = desk.discovery(#""introspection_endpoint":"\#(url)""#)
            let remote = try await issuer.askingDiscovered()
            #expect(await remote.refusal("x") == .temporarilyUnavailable)
            #expect(remote.lastFailure == RemoteKeysError(.forbiddenAddress))
        }
    }

    @Test func `an endpoint that the program names goes before the document's`() async throws {
        try await Desk.with { issuer, desk in
            issuer.site[Self.document] = desk.discovery(#""introspection_endpoint":"https://10.0.0.1/""#)
            let remote = try await issuer.askingDiscovered(endpoint: desk.endpoint)
            #expect(await remote.refusal(desk.issue()) == nil)
        }
    }

    @Test func `beside the keys' URL the endpoint has to be named, and then nothing is asked at the start`()
        async throws
    {
        try await Desk.with { issuer, desk in
            func remote(_ introspection: Introspection) throws -> RemoteIssuer {
                try RemoteIssuer(
                    issuer: issuer.issuer, jwksURL: issuer.keysURL, audience: "https://api.example.com",
                    introspection: introspection, clock: issuer.wall.clock, network: issuer.network)
            }
            #expect(throws: RemoteKeysError(.noIntrospectionEndpoint)) { try remote(.client(id: "a", secret: "b")) }
            let both = try remote(.client(id: "a", secret: "b", endpoint: desk.endpoint))
            #expect(issuer.server.connectionCount == 0)
            #expect(await both.refusal(issuer.token()) == nil)
            #expect(await both.refusal(desk.issue()) == nil)
            #expect(issuer.server.targets == ["/keys", Desk.path])
            let always = try remote(.client(id: "a", secret: "b", endpoint: desk.endpoint, when: .always))
            #expect(await always.refusal(issuer.token()) == .invalidToken)
            #expect(issuer.server.targets == ["/keys", Desk.path, Desk.path])
        }
    }

    static let endpoint = "https://login.example.com/introspect"

    @Test(
        arguments: [
            (.client(id: "", secret: "s", endpoint: endpoint), .invalidClient),
            (.client(id: "a", secret: "", endpoint: endpoint), .invalidClient),
            (.client(id: "a", secret: "s"), .noIntrospectionEndpoint),
            (.client(id: "a", secret: "s", endpoint: "http://login.example.com/introspect"), .insecureURL),
            (.client(id: "a", secret: "s", endpoint: "https://u:p@login.example.com/introspect"), .invalidURL),
        ] as [(Introspection, RemoteKeysError.Code)])
    func `what cannot work is told at the start`(_ introspection: Introspection, _ code: RemoteKeysError.Code) {
        #expect(throws: RemoteKeysError(code)) {
            try RemoteIssuer(issuer: "x", audience: "x", introspection: introspection)
        }
    }

    @Test(arguments: [
        IntrospectionLimits(lifetime: .seconds(-1)), IntrospectionLimits(lifetime: .seconds(3601)),
        IntrospectionLimits(refusalLifetime: .seconds(61)), IntrospectionLimits(refusalLifetime: .seconds(-1)),
        IntrospectionLimits(maximumTokens: 1), IntrospectionLimits(maximumTokens: 1_000_001),
        IntrospectionLimits(maximumBytes: 128 * 1024 - 1), IntrospectionLimits(maximumBytes: 1 << 30 + 1),
        IntrospectionLimits(maximumQuestions: 3), IntrospectionLimits(maximumQuestions: 1025),
        IntrospectionLimits(timeLimit: .zero), IntrospectionLimits(timeLimit: .seconds(61)),
        IntrospectionLimits(pause: .zero), IntrospectionLimits(pause: .seconds(61)),
    ])
    func `limits that bound nothing are refused at the start`(_ limits: IntrospectionLimits) {
        #expect(throws: RemoteKeysError(.invalidPolicy)) {
            try RemoteIssuer(
                issuer: "x", audience: "x",
                introspection: .client(id: "a", secret: "s", endpoint: Self.endpoint, limits: limits))
        }
    }
}
#endif
