import MapaeOAuth
import MapaeTesting
import Testing

struct ClientAuthenticationTests {
    private static let basic = "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW"
    private static let jwt =
        "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
        + "&client_assertion=eyJ.eyJ.sig"
    private static let secret = "gX1fBat3bV"

    private static func read(_ fields: [String], _ body: String) throws -> ClientAuthentication {
        try ClientAuthentication(authorization: fields, parameters: Parameters(body))
    }

    @Test("The examples of RFC 6749 section 2.3.1 are read")
    func examples() throws {
        guard case .secretBasic(let id, let secret) = try Self.read([Self.basic], "grant_type=authorization_code")
        else {
            Issue.record("not basic")
            return
        }
        #expect(id.text == "s6BhdRkqt3")
        #expect(secret == "gX1fBat3bV")
        let body =
            "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"
            + "&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw"
        guard case .secretPost(let id, let secret) = try Self.read([], body) else {
            Issue.record("not post")
            return
        }
        #expect(id.text == "s6BhdRkqt3")
        #expect(secret == "7Fjfp0ZBr1KtDRbnfVdmIw")
    }

    @Test(
        "What is presented is told apart",
        arguments: [
            ("Basic YTpi", "", ClientAuthenticationMethod.secretBasic, "a"), ("bASIC   YTpi", "", .secretBasic, "a"),
            ("Basic YTpi", "client_id=a", .secretBasic, "a"), ("Basic YTpi", "client_secret=", .secretBasic, "a"),
            (nil, "client_id=a", .none, "a"), (nil, "client_id=a&client_secret=", .none, "a"),
            (nil, "client_id=a&client_secret=b", .secretPost, "a"), (nil, jwt, .privateKeyJWT, nil),
            (nil, jwt + "&client_id=a", .privateKeyJWT, "a"),
        ] as [(String?, String, ClientAuthenticationMethod, String?)])
    func told(field: String?, body: String, method: ClientAuthenticationMethod, id: String?) throws {
        let presented = try Self.read(field.map { [$0] } ?? [], body)
        #expect(presented.method == method)
        #expect(presented.clientID?.text == id)
    }

    @Test("Both halves of Basic are form-encoded, and only the first colon parts them (RFC 6749 section 2.3.1)")
    func encoded() throws {
        // "a%3Ab:c%2Bd+e%25:f"
        guard case .secretBasic(let id, let secret) = try Self.read(["Basic YSUzQWI6YyUyQmQrZSUyNTpm"], "") else {
            Issue.record("not basic")
            return
        }
        #expect(id.text == "a:b")
        #expect(secret == "c+d e%:f")
    }

    @Test(
        "O33: two methods at once are refused",
        arguments: [
            ([basic], "client_secret=x"), ([basic], "client_id=s6BhdRkqt3&client_secret=\(secret)"), ([basic], jwt),
            ([basic, basic], ""),
            ([], "client_id=a&client_secret=b&" + jwt), ([basic], "client_secret=x&" + jwt),
            ([], "client_id=a&client_assertion=eyJ"),
            ([], "client_id=a&client_assertion_type=x"), ([], "client_id=a&client_id=a"),
            ([], "client_id=a&client_secret=b&client_secret=b"),
            (["Bearer x", basic], ""),
        ] as [([String], String)])
    func twoMethods(fields: [String], body: String) {
        #expect(throws: OAuthError(.invalidRequest)) { try Self.read(fields, body) }
    }

    @Test(
        "O34: what cannot be read is no authentication",
        arguments: [
            (["Basic"], ""), (["Basic "], ""), (["BasicYTpi"], ""), (["Bearer YTpi"], ""), (["Digest a=b"], ""),
            ([""], ""),
            (["Basic YTpi="], ""), (["Basic YTpi "], ""), (["Basic YTp"], ""), (["Basic YT pi"], ""),
            (["Basic Y-_i"], ""), (["Basic ===="], ""),
            // "a", "a:", ":b", ":", "a:%", "a:%zz", "%:b", "a:\0", "a:%00", "a:\u{FF}", "a:%FF", "\u{E9}:b", "a\n:b"
            (["Basic YQ=="], ""), (["Basic YTo="], ""), (["Basic OmI="], ""), (["Basic Og=="], ""),
            (["Basic YTol"], ""), (["Basic YTolenp6"], ""),
            (["Basic JTpi"], ""), (["Basic YToA"], ""), (["Basic YTolMDA="], ""), (["Basic YTr/"], ""),
            (["Basic YTolRkY="], ""), (["Basic w6k6Yg=="], ""),
            (["Basic YQo6Yg=="], ""), ([], ""), ([], "client_secret=b"), ([], "client_id="), ([], "client_id=%c3%A9"),
            ([], "client_id=a%0A"),
            (
                [],
                "client_assertion=x&client_assertion_type="
                    + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Asaml2-bearer"
            ),
        ] as [([String], String)])
    func unreadable(fields: [String], body: String) {
        #expect(throws: OAuthError(.invalidClient)) { try Self.read(fields, body) }
    }

    @Test(
        "O37: a client_id beside other credentials is the same",
        arguments: ["client_id=other", "client_id=S6BhdRkqt3", "client_id=s6BhdRkqt3%20"])
    func differing(body: String) {
        #expect(throws: OAuthError(.invalidClient)) { try Self.read([Self.basic], body) }
    }

    @Test("O37: the subject of an assertion is its client, byte by byte (S1)")
    func subject() throws {
        let client = try Client.sample(method: "private_key_jwt", id: "K")
        try client.checkAssertionSubject("K")
        for other in ["k", "\u{212A}", "K ", "", "K\0"] {
            #expect(throws: OAuthError(.invalidClient)) { try client.checkAssertionSubject(other) }
        }
    }

    /// What each registered method says to each kind of credentials: 20 rows.
    static let methods: [(method: String, presented: String, passes: Bool)] = {
        let methods = ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"]
        let right = [
            "client_secret_basic": "basic", "client_secret_post": "post", "private_key_jwt": "jwt", "none": "none",
        ]
        return methods.flatMap { method in
            ["basic", "post", "jwt", "none", "wrong"].map { (method, $0, right[method] == $0) }
        }
    }()

    @Test("O34: only the registered method passes", arguments: methods)
    func registeredMethod(method: String, presented: String, passes: Bool) throws {
        let client = try Client.sample(method: method, secrets: [Self.secret])
        let credentials =
            switch presented {
            case "basic": try Self.read([Self.basic], "")
            case "post": try Self.read([], "client_id=s6BhdRkqt3&client_secret=\(Self.secret)")
            case "jwt": try Self.read([], Self.jwt)
            case "none": try Self.read([], "client_id=s6BhdRkqt3")
            // A wrong secret, by the right method where there is one.
            default:
                method == "client_secret_post"
                    ? try Self.read([], "client_id=s6BhdRkqt3&client_secret=wrong")
                    : try Self.read(["Basic czZCaGRSa3F0Mzp3cm9uZw=="], "")
            }
        if passes {
            try client.authenticate(credentials)
        } else {
            #expect(throws: OAuthError(.invalidClient)) { try client.authenticate(credentials) }
        }
    }

    @Test("While a secret is rotated, both are taken; another client's is not (O34)")
    func rotation() throws {
        let client = try Client.sample(method: "client_secret_post", secrets: ["old", "new"])
        for secret in ["old", "new"] {
            try client.authenticate(Self.read([], "client_id=s6BhdRkqt3&client_secret=\(secret)"))
        }
        for body in ["client_id=s6BhdRkqt3&client_secret=other", "client_id=s6BhdRkqt&client_secret=old"] {
            #expect(throws: OAuthError(.invalidClient)) { try client.authenticate(Self.read([], body)) }
        }
        let none = try Client.sample(method: "client_secret_post")
        #expect(throws: OAuthError(.invalidClient)) {
            try none.authenticate(Self.read([], "client_id=s6BhdRkqt3&client_secret=x"))
        }
    }

    @Test("What is printed or dumped holds no secret and no assertion (O60)")
    func hidden() throws {
        for presented in [try Self.read([Self.basic], ""), try Self.read([], Self.jwt)] {
            var dumped = ""
            dump(presented, to: &dumped)
            #expect(!"\(presented)\(dumped)".contains(Self.secret) && !"\(presented)\(dumped)".contains("eyJ"))
        }
    }

    @Test("Random fields never trap (S6)")
    func random() throws {
        var random = Seeded(state: 34)
        let parameters = try Parameters("client_id=a")
        for _ in 0..<5_000 {
            let field = "Basic " + String(decoding: random.bytes("YTpi=+/", upTo: 12), as: UTF8.self)
            do {
                let presented = try ClientAuthentication(authorization: [field], parameters: parameters)
                #expect(presented.clientID?.text == "a")
            } catch { #expect(error == OAuthError(.invalidClient)) }
        }
    }

    @Test("A client_id is 1 to 512 visible ASCII characters (O38, S1)")
    func identifiers() {
        for text in ["a", " ", "https://client.example/metadata.json", String(repeating: "a", count: 512)] {
            #expect(ClientID(text)?.text == text)
        }
        for text in ["", "\u{212A}", "é", "a\0", "a\n", "\u{7F}", String(repeating: "a", count: 513)] {
            #expect(ClientID(text) == nil)
        }
    }
}
