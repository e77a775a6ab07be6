import MapaeOAuth
import MapaeTesting
import Testing

struct TokenRequestTests {
    private static let grants = [
        "authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code",
    ]

    private static func read(
        _ body: String, method: String = "client_secret_basic", grants: [String] = grants
    ) throws -> TokenRequest {
        try TokenRequest(Parameters(body), client: .sample(method: method, grants: grants), policy: Requests.policy())
    }

    @Test("The example of RFC 6749 section 4.1.3 is read, and that of RFC 8707 section 2.2")
    func code() throws {
        guard
            case .authorizationCode(let request) = try Self.read(
                "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA"
                    + "&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb"
            )
        else {
            Issue.record("another grant")
            return
        }
        #expect(request.code == "SplxlOBeZQQYbYS6WxSbIA")
        #expect(request.redirectURI == "https://client.example.com/cb")
        #expect(request.verifier == nil)
        guard
            case .authorizationCode(let bound) = try Self.read(
                "grant_type=authorization_code&redirect_uri=https%3A%2F%2Fclient.example.org%2Fcallback"
                    + "&code=10esc29BWC2qZB0acc9v8zAv9ltc2pko105tQauZ&resource=https%3A%2F%2Fcal.example.com%2F"
            )
        else {
            Issue.record("another grant")
            return
        }
        #expect(bound.resources.map(\.text) == ["https://cal.example.com/"])
    }

    @Test("The example of RFC 6749 section 6 is read, and that of RFC 8707 section 2.2")
    func refresh() throws {
        guard
            case .refreshToken(let request) = try Self.read(
                "grant_type=refresh_token&refresh_token=4LTC8lb0acc6Oy4esc1Nk9BWC0imAwH7kic16BDC2"
                    + "&resource=https%3A%2F%2Fcal.example.com%2F&scope=read"
            )
        else {
            Issue.record("another grant")
            return
        }
        #expect(request.token == "4LTC8lb0acc6Oy4esc1Nk9BWC0imAwH7kic16BDC2")
        #expect(request.scopes?.values == ["read"])
        #expect(request.resources.count == 1)
    }

    @Test("The example of RFC 6749 section 4.4.2 is read: without a wish it is all that means something without a user")
    func credentials() throws {
        guard case .clientCredentials(let request) = try Self.read("grant_type=client_credentials") else {
            Issue.record("another grant")
            return
        }
        #expect(request.scopes.description == "profile email read write")
    }

    @Test("The example of RFC 8628 section 3.4 is read")
    func device() throws {
        guard
            case .deviceCode(let request) = try Self.read(
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code"
                    + "&device_code=GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=s6BhdRkqt3",
                method: "none",
                grants: ["urn:ietf:params:oauth:grant-type:device_code"])
        else {
            Issue.record("another grant")
            return
        }
        #expect(request.code == "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS")
    }

    @Test(
        "O24 O40: there is no password grant and no exchange of tokens, for no kind of client",
        arguments: ["none", "client_secret_basic", "client_secret_post", "private_key_jwt"])
    func password(method: String) {
        for grant in [
            "password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:token-exchange", "Authorization_code", "refresh_token%20", "x",
        ] {
            #expect(throws: OAuthError(.unsupportedGrantType)) {
                try Self.read(
                    "grant_type=\(grant)&username=a&password=b", method: method, grants: ["authorization_code"])
            }
        }
    }

    @Test("A client uses only what it has registered (RFC 6749 section 5.2)", arguments: grants)
    func unauthorized(grant: String) {
        let others = Self.grants.filter { $0 != grant }
        let body = "grant_type=" + grant.replacing(":", with: "%3A") + "&code=a&refresh_token=b&device_code=c"
        #expect(throws: OAuthError(.unauthorizedClient)) { try Self.read(body, grants: others) }
    }

    @Test(
        "What is missing or malformed has the code of its RFC (O5, O17, O39, O41)",
        arguments: [
            ("", OAuthError.Code.invalidRequest), ("grant_type=", .invalidRequest),
            ("grant_type=authorization_code", .invalidRequest),
            ("grant_type=authorization_code&code=", .invalidRequest),
            ("grant_type=refresh_token", .invalidRequest),
            ("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code", .invalidRequest),
            ("grant_type=authorization_code&grant_type=authorization_code&code=a", .invalidRequest),
            ("grant_type=authorization_code&code=a&code=a", .invalidRequest),
            ("grant_type=authorization_code&code=a%20b", .invalidGrant),
            ("grant_type=authorization_code&code=%c3%A9", .invalidGrant),
            ("grant_type=refresh_token&refresh_token=a%0A", .invalidGrant),
            ("grant_type=authorization_code&code=a&code_verifier=", .invalidRequest),
            ("grant_type=authorization_code&code=a&code_verifier=short", .invalidRequest),
            ("grant_type=authorization_code&code=a&resource=x", .invalidTarget),
            ("grant_type=authorization_code&code=a&resource=https%3A%2F%2Fa.example%2F%23x", .invalidTarget),
            ("grant_type=refresh_token&refresh_token=a&scope=a%20%20b", .invalidScope),
            ("grant_type=refresh_token&refresh_token=a&scope=%22", .invalidScope),
            ("grant_type=client_credentials&scope=unknown", .invalidScope),
            ("grant_type=client_credentials&scope=openid", .invalidScope),
            ("grant_type=client_credentials&scope=read%20offline_access", .invalidScope),
            ("grant_type=client_credentials&resource=https%3A%2F%2Fother.example%2F", .invalidTarget),
            ("grant_type=refresh_token&refresh_token=" + String(repeating: "a", count: 8193), .invalidGrant),
            (
                "grant_type=client_credentials"
                    + (0..<17).map { "&resource=https%3A%2F%2Fapi.example.com%2F\($0)" }.joined(), .invalidTarget
            ),
        ])
    func refused(body: String, code: OAuthError.Code) {
        #expect(throws: OAuthError(code)) { try Self.read(body) }
    }

    @Test("A public client gets no token for itself (RFC 6749 section 4.4)")
    func publicCredentials() {
        #expect(throws: OAuthError(.unauthorizedClient)) {
            try Self.read("grant_type=client_credentials", method: "none", grants: ["authorization_code"])
        }
    }

    @Test(
        "O13: the address is that of the authorization request, if it named one",
        arguments: [
            ("https%3A%2F%2Fclient.example.com%2Fcb", true, true), (nil, true, false), (nil, false, true),
            ("https%3A%2F%2Fclient.example.com%2Fcb", false, true),
            ("https%3A%2F%2Fclient.example.com%2Fcb%2F", true, false), ("https%3A%2F%2Fevil.example%2F", false, false),
            ("", true, false),
        ] as [(String?, Bool, Bool)])
    func redirectURI(sent: String?, wasNamed: Bool, passes: Bool) throws {
        let query = wasNamed ? Requests.complete : Requests.complete.replacing("redirect_uri=", with: "x=")
        let target = try Requests.read(query).address.target
        guard
            case .authorizationCode(let request) = try Self.read(
                "grant_type=authorization_code&code=a" + (sent.map { "&redirect_uri=\($0)" } ?? ""))
        else {
            Issue.record("another grant")
            return
        }
        if passes {
            try request.checkRedirectURI(target.text, wasRequested: target.wasRequested)
        } else {
            #expect(throws: OAuthError(.invalidGrant)) {
                try request.checkRedirectURI(target.text, wasRequested: target.wasRequested)
            }
        }
    }

    @Test("O39, O41: a refresh asks for some of what was granted, or for all, and never for more")
    func narrowed() throws {
        func read(_ addition: String) throws -> RefreshTokenRequest {
            guard case .refreshToken(let request) = try Self.read("grant_type=refresh_token&refresh_token=a" + addition)
            else { throw OAuthError(.serverError) }
            return request
        }
        let granted = try ScopeList(parsing: "read write")
        #expect(try read("").scopes(granted: granted) == granted)
        #expect(try read("&scope=write").scopes(granted: granted).values == ["write"])
        #expect(try read("&scope=").scopes(granted: granted) == granted)
        for scope in ["read%20email", "email", "READ"] {
            #expect(throws: OAuthError(.invalidScope)) { try read("&scope=\(scope)").scopes(granted: granted) }
        }
        let api = try ResourceIndicator("https://api.example.com/")
        let other = try ResourceIndicator("https://other.example/")
        #expect(try read("").resources(granted: [api, other]) == [api, other])
        #expect(try read("&resource=https%3A%2F%2Fapi.example.com%2F").resources(granted: [api, other]) == [api])
        #expect(throws: OAuthError(.invalidTarget)) {
            try read("&resource=https%3A%2F%2Fother.example%2F").resources(granted: [api])
        }
        #expect(throws: OAuthError(.invalidTarget)) {
            try read("&resource=https%3A%2F%2Fapi.example.com%2F").resources(granted: [])
        }
    }

    @Test("What is printed or dumped of a request holds no code and no token")
    func hidden() throws {
        for body in [
            "grant_type=authorization_code&code=hunter2", "grant_type=refresh_token&refresh_token=hunter2",
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=hunter2",
        ] {
            let request = try Self.read(body)
            var dumped = ""
            dump(request, to: &dumped)
            #expect(!"\(request)\(dumped)".contains("hunter2"))
        }
    }

    @Test("Random bodies never trap (S6)")
    func random() throws {
        var random = Seeded(state: 24)
        let client = try Client.sample(method: "client_secret_basic", grants: Self.grants)
        let policy = try Requests.policy()
        let starts = [
            "grant_type=authorization_code&code=", "grant_type=refresh_token&refresh_token=",
            "grant_type=client_credentials&scope=", "grant_type=",
        ]
        for _ in 0..<5_000 {
            let bytes =
                Array((starts.randomElement(using: &random) ?? "").utf8)
                + random.bytes("a&=%20:scope=resource=", upTo: 30)
            guard let parameters = try? Parameters(parsing: bytes, repeatable: ["resource"]) else { continue }
            _ = try? TokenRequest(parameters, client: client, policy: policy)
        }
    }
}
