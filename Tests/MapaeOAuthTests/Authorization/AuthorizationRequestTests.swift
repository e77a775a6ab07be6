import HTTPTypes
import MapaeOAuth
import MapaeTesting
import Testing

struct AuthorizationRequestTests {
    @Test("The example of RFC 6749 section 4.1.1 is read, with PKCE")
    func example() throws {
        let request = try Requests.read(Requests.complete)
        #expect(request.clientID.text == "s6BhdRkqt3")
        #expect(request.address.target.text == "https://client.example.com/cb")
        #expect(request.address.target.wasRequested)
        #expect(request.address.mode == .query)
        #expect(request.address.state == "xyz")
        #expect(request.scopes.values == ["read"])
        #expect(request.challenge?.text == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test("All parameters of OpenID Connect are read, and unknown ones are ignored (RFC 6749 section 3.1)")
    func all() throws {
        let request = try Requests.read(
            Requests.base
                + "&scope=openid%20profile&response_mode=form_post&nonce=n-0S6_WzA2Mj&display=page"
                + "&prompt=login%20consent&max_age=10000"
                + "&ui_locales=fr-CA%20fr%20en%20%2F%2F&id_token_hint=eyJ.a.b&login_hint=ada%40example.com"
                + "&acr_values=a%20b&extra=foobar"
                + "&claims=%7B%22userinfo%22%3A%7B%22name%22%3A%7B%22essential%22%3Atrue%7D%7D%7D&claims_locales=se"
                + "&dpop_jkt=NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
                + "&resource=https%3A%2F%2Fapi.example.com%2Fapp%2F"
        )
        #expect(request.address.mode == .formPost)
        #expect(request.nonce == "n-0S6_WzA2Mj")
        #expect(request.prompts == [.login, .consent])
        #expect(request.maximumAge == 10000)
        #expect(request.locales == ["fr-CA", "fr", "en"])
        #expect(request.idTokenHint == "eyJ.a.b")
        #expect(request.loginHint == "ada@example.com")
        #expect(request.acrValues == ["a", "b"])
        #expect(request.claims?.userInfo.first?.name == "name")
        #expect(request.dpopThumbprint == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
        #expect(request.resources.map(\.text) == ["https://api.example.com/app/"])
    }

    private static let address = "&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb"

    /// What is wrong with the client or the address.
    static let untrusted: [Sample] = [
        "", "response_type=code", "client_id=&scope=read", "client_id=%c3%A9",
        "client_id=other&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb",
        "client_id=s6BhdRkqt3&client_id=s6BhdRkqt3&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb",
        "client_id=s6BhdRkqt3&redirect_uri=https%3A%2F%2Fevil.example%2F",
        "client_id=s6BhdRkqt3&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%2F",
        "client_id=s6BhdRkqt3&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%23",
        "client_id=s6BhdRkqt3&redirect_uri=javascript%3Aalert(1)",
        "client_id=s6BhdRkqt3&redirect_uri=https%3A%2F%2Fclient.example.com%2Fcb%0D%0AX%3A%20y",
        Sample("client_id=s6BhdRkqt3" + address + address),
        Sample("client_id=s6BhdRkqt3" + address + "&redirect_uri=https%3A%2F%2Fevil.example%2F"),
        "client_id=s6BhdRkqt3&scope=openid&response_type=code",
    ]

    @Test(
        "O7: nothing is redirected before client and address are trusted (oidcc-ensure-registered-redirect-uri)",
        arguments: untrusted)
    func page(query: Sample) throws {
        let error = try Requests.error(query.text)
        #expect(error.place == .page)
        #expect(error.response == nil)
        #expect(error.error.pageStatus.code == 400)
    }

    @Test(
        "O1: an address that is another in any way is told on a page",
        arguments: [
            "https://client.example.com/cb?", "https://client.example.com:443/cb", "https://CLIENT.example.com/cb",
            "//client.example.com/cb", "https://client.example.com\\@evil.example/cb",
        ])
    func otherAddress(text: String) throws {
        let query =
            "response_type=code&client_id=s6BhdRkqt3&scope=read&redirect_uri=" + text.replacing("\\", with: "%5C")
        #expect(try Requests.error(query).place == .page)
    }

    @Test("The address must be named where several are registered (oidcc-ensure-redirect-uri-in-authorization-request)")
    func severalAddresses() throws {
        let client = try Client.sample(
            "s6BhdRkqt3", #"{"redirect_uris":["https://client.example.com/cb","https://client.example.com/cb2"]}"#)
        let query = "response_type=code&client_id=s6BhdRkqt3&scope=read&" + Requests.challenge
        #expect(try Requests.error(query, client).place == .page)
        let one = try Requests.read(query)
        #expect(one.address.target.text == "https://client.example.com/cb")
        #expect(!one.address.target.wasRequested)
        // OpenID Connect Core §3.1.2.1.
        #expect(try Requests.error(query.replacing("scope=read", with: "scope=openid")).place == .page)
        #expect(try Requests.error(query + "&redirect_uri=", client).place == .page)
    }

    @Test("O4: the answer goes to the port that a native client listens on")
    func loopback() throws {
        let client = try Client.sample(
            "s6BhdRkqt3", #"{"redirect_uris":["http://127.0.0.1/cb"],"token_endpoint_auth_method":"none"}"#)
        let query = Requests.complete.replacing(
            "https%3A%2F%2Fclient.example.com%2Fcb", with: "http%3A%2F%2F127.0.0.1%3A51004%2Fcb")
        #expect(try Requests.read(query, client).address.target.text == "http://127.0.0.1:51004/cb")
    }

    /// What is wrong otherwise: the code, and what is added to, or taken the place of in, a right request.
    static let redirected: [(OAuthError.Code, Sample)] = [
        // O5: each parameter repeated, known or not
        (.invalidRequest, "&scope=read&state=xyz"), (.invalidRequest, "&scope=read&scope=read"),
        (.invalidRequest, "&scope=read&response_type=code"),
        (.invalidRequest, "&scope=read&code_challenge=x"), (.invalidRequest, "&scope=read&nonce=a&nonce=a"),
        (.invalidRequest, "&scope=read&x=1&x=2"),
        (.invalidRequest, "&scope=read&prompt=login&prompt=login"),
        (.invalidRequest, "&scope=read&code_challenge_method=S256"),
        // O50
        (.requestNotSupported, "&scope=read&request=eyJhbGciOiJub25lIn0.e30."),
        (.requestURINotSupported, "&scope=read&request_uri=http%3A%2F%2F127.0.0.1%2F"),
        (.requestURINotSupported, "&scope=read&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ax"),
        (.registrationNotSupported, "&scope=read&registration=%7B%7D"),
        // O25
        (.invalidRequest, "&scope=read&response_mode=fragment"),
        (.invalidRequest, "&scope=read&response_mode=web_message"),
        (.invalidRequest, "&scope=read&response_mode=query.jwt"),
        (.invalidRequest, "&scope=read&response_mode=jwt"), (.invalidRequest, "&scope=read&response_mode=Query"),
        (.invalidRequest, "&scope=read&response_mode=query%20"),
        // O39
        (.invalidScope, ""), (.invalidScope, "&scope="), (.invalidScope, "&scope=unknown"),
        (.invalidScope, "&scope=read%20unknown"), (.invalidScope, "&scope=READ"),
        (.invalidScope, "&scope=read%20%20write"), (.invalidScope, "&scope=%22read%22"),
        (.invalidScope, "&scope=read%0A"), (.invalidScope, "&scope=%E2%84%AA"),
        (.invalidScope, Sample("&scope=" + String(repeating: "a", count: 10_000))),
        // O41
        (.invalidTarget, "&scope=read&resource=https%3A%2F%2Fother.example%2F"),
        (.invalidTarget, "&scope=read&resource=%2Fapp"), (.invalidTarget, "&scope=read&resource=x"),
        (.invalidTarget, "&scope=read&resource=https%3A%2F%2Fapi.example.com%2Fapp%2F%23x"),
        (.invalidTarget, "&scope=read&resource=https%3A%2F%2Fapi.example.com%2Fapp"),
        (
            .invalidTarget,
            "&scope=read&resource=https%3A%2F%2Fapi.example.com%2Fapp%2F&resource=https%3A%2F%2Fother.example%2F"
        ),
        // OpenID Connect Core §3.1.2.1, S13
        (.invalidRequest, "&scope=read&prompt=none%20login"), (.invalidRequest, "&scope=read&prompt=Login"),
        (.invalidRequest, "&scope=read&prompt=login%20"),
        (.invalidRequest, "&scope=read&prompt=create"), (.invalidRequest, "&scope=read&max_age=-1"),
        (.invalidRequest, "&scope=read&max_age=%2B5"),
        (.invalidRequest, "&scope=read&max_age=0x10"), (.invalidRequest, "&scope=read&max_age=nan"),
        (.invalidRequest, "&scope=read&max_age=%d9%A5"),
        (.invalidRequest, "&scope=read&max_age=99999999999999999999"), (.invalidRequest, "&scope=read&max_age=1.5"),
        (.invalidRequest, "&scope=read&max_age=1e3"),
        (.invalidRequest, Sample("&scope=read&nonce=" + String(repeating: "n", count: 1025))),
        (.invalidRequest, "&scope=read&nonce=a%0D%0A"),
        (.invalidRequest, Sample("&scope=read&login_hint=" + String(repeating: "n", count: 321))),
        (.invalidRequest, "&scope=read&login_hint=%c2%85"),
        (.invalidRequest, Sample("&scope=read&id_token_hint=" + String(repeating: "n", count: 8193))),
        (.invalidRequest, "&scope=read&acr_values=a%0Ab"),
        (.invalidRequest, "&scope=read&dpop_jkt=x"),
        // O51
        (.invalidRequest, "&scope=read&claims=x"), (.invalidRequest, "&scope=read&claims=%5B%5D"),
        (.invalidRequest, "&scope=read&claims=%7B%22id_token%22%3A1%7D"),
        (.invalidRequest, Sample("&scope=read&claims=" + String(repeating: "%7B%22a%22%3A", count: 1000))),
        (.invalidRequest, Sample("&scope=read&claims=" + String(repeating: "x", count: 5000))),
    ]

    @Test(
        "O5, O21, O25, O39, O41, O50, O51: what is wrong is told to the client, with its state and the issuer (O20)",
        arguments: redirected)
    func redirect(code: OAuthError.Code, addition: Sample) throws {
        let error = try Requests.error(Requests.base + addition.text)
        #expect(error.error.code == code, "\(error.error)")
        guard case .client(let address) = error.place else {
            Issue.record("told on a page")
            return
        }
        #expect(address.target.text == "https://client.example.com/cb")
        #expect(address.issuer == "https://server.example.com")
        #expect(address.state == (addition.text.contains("state=") ? nil : "xyz"))
    }

    @Test(
        "O23: only response_type=code is offered (oidcc-response-type-missing, fapi2-…-response-type-token-fails)",
        arguments: [
            ("token", OAuthError.Code.unsupportedResponseType), ("id_token", .unsupportedResponseType),
            ("code id_token", .unsupportedResponseType),
            ("code token", .unsupportedResponseType), ("code id_token token", .unsupportedResponseType),
            ("id_token token", .unsupportedResponseType),
            ("none", .unsupportedResponseType), ("CODE", .unsupportedResponseType), ("code ", .unsupportedResponseType),
            ("", .invalidRequest),
        ])
    func responseType(type: String, code: OAuthError.Code) throws {
        let query = Requests.complete.replacing(
            "response_type=code", with: "response_type=" + type.replacing(" ", with: "%20"))
        let error = try Requests.error(query)
        #expect(error.error.code == code)
        guard case .redirect(_, let fields)? = error.response?.delivery else {
            Issue.record("not redirected")
            return
        }
        #expect(fields[.location]?.contains("#") == false)
    }

    @Test("O25: form_post reaches web pages, not apps")
    func formPost() throws {
        let app = try Client.sample(
            "s6BhdRkqt3", #"{"redirect_uris":["com.example.app:/cb"],"token_endpoint_auth_method":"none"}"#)
        let query = Requests.complete.replacing(
            "https%3A%2F%2Fclient.example.com%2Fcb", with: "com.example.app%3A%2Fcb")
        #expect(try Requests.read(query, app).address.mode == .query)
        let error = try Requests.error(query + "&response_mode=form_post", app)
        #expect(error.error.code == .invalidRequest)
        #expect(error.response?.address.mode == .query)
    }

    @Test("O39: a client asks only for what it has registered, and a scope that is gone is gone for it")
    func registeredScopes() throws {
        let client = try Client.sample(
            "s6BhdRkqt3", #"{"redirect_uris":["https://client.example.com/cb"],"scope":"read"}"#)
        #expect(try Requests.read(Requests.base + "&scope=read", client).scopes.values == ["read"])
        #expect(try Requests.error(Requests.base + "&scope=write", client).error.code == .invalidScope)
        var policy = try Requests.policy()
        policy.scopes = try ScopeList(parsing: "write")
        #expect(throws: AuthorizationError.self) {
            try AuthorizationRequest(Parameters(Requests.complete), client: client, policy: policy)
        }
        policy = AuthorizationPolicy(
            issuer: "i", scopes: try ScopeList(parsing: "read write"),
            defaultScopes: try ScopeList(parsing: "write read"))
        #expect(
            try AuthorizationRequest(Parameters(Requests.base), client: client, policy: policy).scopes.values == [
                "read"
            ])
    }

    @Test("O41: several resources are asked for, each once (RFC 8707 section 2.1)")
    func resources() throws {
        #expect(try Requests.read(Requests.complete).resources.isEmpty)
        let both = "&resource=https%3A%2F%2Fcontacts.example.com%2F&resource=https%3A%2F%2Fapi.example.com%2Fapp%2F"
        #expect(
            try Requests.read(Requests.complete + both + both).resources.map(\.text) == [
                "https://contacts.example.com/", "https://api.example.com/app/",
            ])
    }

    @Test(
        "A client without the grant, or that has to push, is told so (RFC 6749 section 4.1.2.1, RFC 9126 section 6)"
    )
    func clientRules() throws {
        let device = try Client.sample(
            "s6BhdRkqt3", #"{"redirect_uris":["https://client.example.com/cb"],"grant_types":["client_credentials"]}"#)
        #expect(try Requests.error(Requests.complete, device).error.code == .unauthorizedClient)
        let pushing = try Client.sample(
            "s6BhdRkqt3",
            #"{"redirect_uris":["https://client.example.com/cb"],"require_pushed_authorization_requests":true}"#)
        #expect(try Requests.error(Requests.complete, pushing).error.code == .invalidRequest)
        _ = try Requests.read(Requests.complete, pushing, wasPushed: true)
    }

    @Test("What a client has registered counts where the request is silent (O31)")
    func defaults() throws {
        let client = try Client.sample(
            "s6BhdRkqt3",
            #"{"redirect_uris":["https://client.example.com/cb"],"default_max_age":60,"default_acr_values":["a"]}"#)
        #expect(try Requests.read(Requests.complete, client).maximumAge == 60)
        #expect(try Requests.read(Requests.complete, client).acrValues == ["a"])
        #expect(try Requests.read(Requests.complete + "&max_age=0&acr_values=b", client).maximumAge == 0)
        #expect(try Requests.read(Requests.complete + "&max_age=0&acr_values=b", client).acrValues == ["b"])
    }

    @Test(
        "O22: a nonce is kept byte by byte, 384 characters of it and any language",
        arguments: ["e\u{301}", "\u{E9}", "\u{212A}", "a b+c", String(repeating: "n", count: 384)])
    func nonce(text: String) throws {
        let escaped = text.utf8.map { "%" + (($0 < 16) ? "0" : "") + String($0, radix: 16) }.joined()
        let nonce = try #require(try Requests.read(Requests.complete + "&nonce=" + escaped).nonce)
        #expect(nonce.utf8.elementsEqual(text.utf8))
    }

    @Test("Random requests never trap, and only trusted addresses get an answer (S6, O7)")
    func random() throws {
        var random = Seeded(state: 7)
        let pieces =
            Requests.complete.split(separator: "&").map(String.init) + [
                "prompt=none", "max_age=1", "resource=x", "nonce=n", "response_mode=form_post",
            ]
        let client = try Client.sample()
        let policy = try Requests.policy()
        for _ in 0..<5_000 {
            var text: [UInt8] = []
            for piece in pieces.shuffled(using: &random).prefix(Int.random(in: 0...pieces.count, using: &random)) {
                text += Array("&\(piece)".utf8)
                if Int.random(in: 0..<6, using: &random) == 0 { text += random.bytes("&=%20aA", upTo: 4) }
            }
            guard let parameters = try? Parameters(parsing: text, repeatable: ["resource"]) else { continue }
            do throws(AuthorizationError) {
                let request = try AuthorizationRequest(parameters, client: client, policy: policy)
                #expect(request.address.target.text == "https://client.example.com/cb")
            } catch {
                if case .client(let address) = error.place {
                    #expect(address.target.text == "https://client.example.com/cb")
                }
            }
        }
    }
}
