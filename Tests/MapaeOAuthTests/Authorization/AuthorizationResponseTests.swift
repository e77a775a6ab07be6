import HTTPTypes
import MapaeOAuth
import Testing

struct AuthorizationResponseTests {
    private static func address(
        _ registered: String = "https://client.example.com/cb", state: String? = "xyz", mode: String = "query"
    ) throws -> AnswerAddress {
        let client = try Client.sample(
            "s6BhdRkqt3", #"{"redirect_uris":["\#(registered)"],"token_endpoint_auth_method":"none"}"#)
        let escaped =
            state.map { "&state=" + $0.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() } ?? ""
        return try Requests.read(
            "client_id=s6BhdRkqt3&response_type=code&scope=read&response_mode=\(mode)&" + Requests.challenge + escaped,
            client
        ).address
    }

    private static func location(_ response: AuthorizationResponse) throws -> String {
        guard case .redirect(let status, let fields) = response.delivery else {
            Issue.record("no redirect")
            return ""
        }
        #expect(status == .seeOther)
        return try #require(fields[.location])
    }

    @Test("The example of RFC 6749 section 4.1.2, with the issuer of RFC 9207 (O20, O26)")
    func code() throws {
        let response = AuthorizationResponse(code: "SplxlOBeZQQYbYS6WxSbIA", to: try Self.address())
        #expect(
            try Self.location(response)
                == "https://client.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz"
                + "&iss=https%3A%2F%2Fserver.example.com"
        )
    }

    @Test("The example of RFC 6749 section 4.1.2.1: errors carry state and issuer too (O20)")
    func error() throws {
        let error = AuthorizationError(OAuthError(.accessDenied, "No"), to: try Self.address())
        #expect(
            try Self.location(try #require(error.response))
                == "https://client.example.com/cb?error=access_denied&error_description=No&state=xyz"
                + "&iss=https%3A%2F%2Fserver.example.com"
        )
    }

    @Test(
        "An address keeps its query (RFC 6749 section 3.1.2)",
        arguments: [
            ("https://a.example/cb", "https://a.example/cb?code=c"),
            ("https://a.example/cb?", "https://a.example/cb?code=c"),
            ("https://a.example/cb?app=1", "https://a.example/cb?app=1&code=c"),
            ("https://a.example/cb?app=1&", "https://a.example/cb?app=1&code=c"),
            ("https://a.example", "https://a.example?code=c"), ("com.example.app:/cb", "com.example.app:/cb?code=c"),
            ("http://[::1]:1/cb", "http://[::1]:1/cb?code=c"),
        ])
    func query(registered: String, start: String) throws {
        let location = try Self.location(AuthorizationResponse(code: "c", to: try Self.address(registered, state: nil)))
        #expect(location == start + "&iss=https%3A%2F%2Fserver.example.com")
    }

    @Test(
        "O21: a state is given back byte by byte, and nothing in it ends the address (S3)",
        arguments: [
            "&code=evil", "#x", "a b+c%20", "\"><script>", "e\u{301}", "\u{E9}", "\u{202E}x", "../../", "?",
            "\u{1F600}", "\u{FEFF}", "${7*7}", "' OR 1=1 --",
            .repeated("s", 2048), .repeated("가", 682),
        ] as [Sample])
    func state(text: Sample) throws {
        let location = try Self.location(AuthorizationResponse(code: "c", to: try Self.address(state: text.text)))
        #expect(location.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        let query = try #require(location.utf8.firstIndex(of: UInt8(ascii: "?")))
        let parameters = try Parameters(parsing: location.utf8[location.utf8.index(after: query)...])
        try parameters.checkUnique()
        #expect(parameters["state"]?.utf8.elementsEqual(text.text.utf8) == true)
        #expect(parameters["code"] == "c")
    }

    @Test(
        "O21: a state that cannot be given back is refused and not given back",
        arguments: ["a\r\nLocation: x", "\n", "\u{1}", "\u{7F}", "a\u{85}", .repeated("s", 2049), .repeated("가", 683)]
            as [Sample])
    func refusedState(text: Sample) throws {
        let error = try #require(throws: AuthorizationError.self) { try Self.address(state: text.text) }
        #expect(error.error.code == .invalidRequest)
        let parameters = try #require(error.response).parameters
        #expect(parameters.map(\.name) == ["error", "error_description", "iss"])
    }

    @Test("A redirect is not cached and names itself to nobody (O15, O54)")
    func fields() throws {
        guard case .redirect(_, let fields) = AuthorizationResponse(code: "c", to: try Self.address()).delivery else {
            Issue.record("no redirect")
            return
        }
        #expect(fields[.cacheControl] == "no-store")
        #expect(fields[try #require(HTTPField.Name("Referrer-Policy"))] == "no-referrer")
    }

    @Test("form_post is an address and fields for a page (O15)")
    func form() throws {
        let address = try Self.address(state: "\"><script>", mode: "form_post")
        guard case .form(let action, let fields) = AuthorizationResponse(code: "c", to: address).delivery else {
            Issue.record("no form")
            return
        }
        #expect(action == "https://client.example.com/cb")
        #expect(fields.map(\.name) == ["code", "state", "iss"])
        #expect(fields.map(\.value) == ["c", "\"><script>", "https://server.example.com"])
    }

    @Test("O7: a code that no redirect can have is told on a page", arguments: OAuthError.Code.allCases)
    func places(code: OAuthError.Code) throws {
        let error = AuthorizationError(OAuthError(code), to: try Self.address())
        let onPage: Set<OAuthError.Code> = [
            .invalidClient, .invalidGrant, .unsupportedGrantType, .unsupportedTokenType, .authorizationPending,
            .slowDown, .expiredToken,
            .invalidDPoPProof, .useDPoPNonce, .invalidRedirectURI, .invalidClientMetadata, .invalidSoftwareStatement,
            .unapprovedSoftwareStatement,
            .insufficientUserAuthentication,
        ]
        #expect((error.place == .page) == onPage.contains(code))
        #expect((error.response == nil) == onPage.contains(code))
    }

    @Test("What is printed or dumped of an answer holds no code")
    func hidden() throws {
        let response = AuthorizationResponse(code: "hunter2", to: try Self.address())
        var dumped = ""
        dump(response, to: &dumped)
        #expect(!"\(response)\(dumped)".contains("hunter2"))
    }
}
