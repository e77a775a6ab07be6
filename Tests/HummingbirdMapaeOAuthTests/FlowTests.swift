import HTTPTypes
import HummingbirdTesting
import MapaeJOSE
import MapaeOAuth
import MapaeTesting
import Testing

@Suite("Whole flows over HTTP")
struct FlowTests {
    @Test(
        "A client registers, its user logs in and agrees, and it gets tokens, learns who that is, refreshes and logs the user out"
    )
    func code() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register(#""client_name":"Notes""#)
            let login = try await visitor.visit("/oauth/authorize?\(client.query(scope: "openid profile read"))")
            #expect(login.status == .ok && login.title == "Log in to go on to Notes")
            let consent = try await visitor.logIn(login)
            #expect(consent.status == .ok && consent.title == "Allow Notes?")
            for text in ["logged in as ada", "Know who you are", "Read &lt;your&gt; notes", TestSite.address] {
                #expect(consent.text.contains(text), "\(text)")
            }
            let answer = try await visitor.submit(consent, [("decision", "yes")])
            #expect(answer.status == .seeOther && answer.headers[.location]?.hasPrefix(TestSite.address + "?") == true)
            #expect(answer.parameter("state") == "s-1" && answer.parameter("iss") == TestSite.issuer)
            #expect(answer.headers[.cacheControl] == "no-store")
            let tokens = try await visitor.redeem(client, try #require(answer.parameter("code")))
            #expect(tokens.status == .ok && tokens.headers[.cacheControl] == "no-store")
            let access = try #require(tokens.member("access_token")?.string)
            let idToken = try #require(tokens.member("id_token")?.string)
            let user = try await visitor.send(.get, "/oauth/userinfo", [.authorization: "Bearer \(access)"])
            #expect(user.member("sub")?.string == "u1" && user.member("preferred_username")?.string == "ada")
            let keys = try JWKSet(
                parsing: Array((try await visitor.send(.get, "/.well-known/jwks.json")).text.utf8))
            let jws = try JWSVerifier(keys: keys.keys).verify(idToken, type: .jwt, at: site.time.now)
            let claims = try jws.claims()
            #expect(claims["nonce"]?.string == "n-1" && claims.isFor(client.id))
            // The login lasts, and what was agreed to is remembered: the next time the browser only passes through.
            let again = try await visitor.send(.get, "/oauth/authorize?\(client.query())")
            #expect(again.status == .seeOther && again.parameter("code") != nil)
            let refreshed = try await visitor.token(
                client,
                [
                    ("grant_type", "refresh_token"),
                    ("refresh_token", try #require(tokens.member("refresh_token")?.string)),
                ])
            #expect(refreshed.status == .ok)
            let fields = [
                ("id_token_hint", idToken), ("post_logout_redirect_uri", "https://client.example.com/bye"),
                ("state", "x"),
            ]
            let bye = try await visitor.send(.get, "/oauth/end-session?\(FormWriter.text(fields))")
            #expect(bye.headers[.location] == "https://client.example.com/bye?state=x")
            #expect(visitor.cookie("__Host-mapae_login") == nil)
            let after = try await visitor.send(.get, "/oauth/authorize?\(client.query([("prompt", "none")]))")
            #expect(after.parameter("error") == "login_required")
        }
    }

    @Test("L18: a login leads to the request that it was made for, and to no address that comes with it")
    func loginLeadsBack() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            let evil = ["next", "redirect", "redirect_uri", "return_to", "url"].map { ($0, "https://evil.example/") }
            let target = "/oauth/authorize?\(client.query(evil.filter { $0.0 != "redirect_uri" }))"
            let login = try await visitor.visit(target)
            #expect(!login.text.contains("evil"))
            let fields = [("username", "ada"), ("password", "correct horse")] + evil
            let answer = try await visitor.submit(login, fields, follows: false)
            let location = try #require(answer.headers[.location])
            #expect(answer.status == .seeOther && !location.contains("evil"))
            #expect(location.hasPrefix("/oauth/") || location.hasPrefix(TestSite.issuer + "/oauth/"))
            let consent = try await visitor.visit(location)
            let end = try await visitor.submit(consent, [("decision", "yes")] + evil)
            #expect(end.headers[.location]?.hasPrefix(TestSite.address + "?") == true)
        }
    }

    @Test("O28: who says no, or cancels the login, sends the client access_denied")
    func denial() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            let login = try await visitor.visit("/oauth/authorize?\(client.query())")
            let cancelled = try await visitor.submit(login, form: 1, [("decision", "no")])
            #expect(cancelled.parameter("error") == "access_denied" && cancelled.parameter("state") == "s-1")
            let consent = try await visitor.logIn(login)
            let denied = try await visitor.submit(consent, [("decision", "no")])
            #expect(denied.parameter("error") == "access_denied" && denied.parameter("iss") == TestSite.issuer)
        }
    }

    @Test("A pushed request is used once, and its pages can be looked at again")
    func pushed() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            let pushed = try await visitor.send(
                .post, "/oauth/par", [.contentType: "application/x-www-form-urlencoded"],
                body: client.query() + "&" + FormWriter.text(client.credentials.dropFirst().map { $0 }))
            #expect(pushed.status == .created, "\(pushed.text)")
            let uri = try #require(pushed.member("request_uri")?.string)
            let target = "/oauth/authorize?" + FormWriter.text([("client_id", client.id), ("request_uri", uri)])
            let led = try await visitor.send(.get, target)
            #expect(led.status == .seeOther)
            let address = try #require(led.headers[.location])
            for _ in 0..<2 { #expect(try await visitor.send(.get, address).status == .ok) }
            #expect(try await visitor.send(.get, target).status == .badRequest)
            let consent = try await visitor.logIn(try await visitor.send(.get, address))
            let answer = try await visitor.submit(consent, [("decision", "yes")])
            #expect(try await visitor.redeem(client, try #require(answer.parameter("code"))).status == .ok)
        }
    }

    @Test("A client may send its request by POST, from its own site and so without cookies")
    func posted() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            _ = try await visitor.authorize(client)
            let led = try await visitor.send(
                .post, "/oauth/authorize",
                [
                    .contentType: "application/x-www-form-urlencoded", .cookie: "",
                    .origin: "https://client.example.com",
                ],
                body: client.query())
            #expect(led.status == .seeOther && led.headers[.location]?.hasPrefix("/oauth/authorize/resume?") == true)
            let answer = try await visitor.send(.get, try #require(led.headers[.location]))
            #expect(answer.parameter("code") != nil)
            let json = try await visitor.send(
                .post, "/oauth/authorize", [.contentType: "application/json"], body: "{}")
            #expect(json.status == .badRequest)
        }
    }

    @Test("form_post: the answer is a form, and what is in it is escaped")
    func formPost() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            _ = try await visitor.authorize(client)
            let state = "\"><script>alert(1)</script>"
            let page = try await visitor.send(
                .get, "/oauth/authorize?\(client.query([("response_mode", "form_post"), ("state", state)]))")
            #expect(page.status == .ok && page.forms.count == 1 && page.forms[0].action == TestSite.address)
            #expect(page.forms[0].hidden.map(\.0) == ["code", "state", "iss"] && page.forms[0].hidden[1].1 == state)
            #expect(!page.text.contains("<script>"))
            let script = try #require(page.text.firstMatch(of: /<script src="([^"]*)"/)).output.1
            #expect(try await visitor.send(.get, String(script)).text.contains("submit()"))
            #expect(page.headers[.contentSecurityPolicy]?.contains("script-src 'self'") == true)
        }
    }

    @Test("A device shows a code, its user types it, compares and agrees, and the device gets tokens")
    func device() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register(#""client_name":"Television""#, method: "none")
            let begun = try await visitor.post("/oauth/device", [("scope", "openid read")] + client.credentials)
            let code = try #require(begun.member("user_code")?.string)
            let grant = [
                ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                ("device_code", try #require(begun.member("device_code")?.string)),
            ]
            let login = try await visitor.visit("/device?user_code=\(code)")
            #expect(login.title == "Log in")
            let entry = try await visitor.logIn(login)
            #expect(entry.title == "Connect a device" && entry.text.contains("value=\"\(code)\""))
            let wrong = try await visitor.submit(entry, [("user_code", "BBBB-BBBB")])
            #expect(wrong.status == .badRequest && wrong.alert?.contains("wrong or has expired") == true)
            let confirm = try await visitor.submit(entry, [("user_code", code.lowercased())])
            #expect(confirm.title == "Let Television in?" && confirm.text.contains("in front of you"))
            #expect(confirm.text.contains(code) && confirm.text.contains("Read &lt;your&gt; notes"))
            #expect(try await visitor.token(client, grant).member("error")?.string == "authorization_pending")
            let done = try await visitor.submit(confirm, [("decision", "yes")])
            #expect(done.title == "The device is connected. You can close this page.")
            let tokens = try await visitor.token(client, grant)
            #expect(tokens.status == .ok && tokens.member("id_token") != nil, "\(tokens.text)")
        }
    }

    @Test("An issuer with a path has all its addresses below it, and its cookies and forms work")
    func path() async throws {
        let issuer = "https://login.example.com/tenants/1"
        let site = try TestSite(issuer: issuer)
        try await site.test { visitor in
            for path in site.server.metadataPaths {
                let metadata = try await visitor.send(.get, path)
                #expect(metadata.status == .ok && metadata.member("issuer")?.string == issuer)
                #expect(metadata.member("token_endpoint")?.string == "\(issuer)/oauth/token")
            }
            let json = #"{"redirect_uris":["https://client.example.com/cb"],"token_endpoint_auth_method":"none"}"#
            let registered = try await visitor.send(
                .post, "/tenants/1/oauth/register", [.contentType: "application/json"], body: json)
            let client = TestClient(id: try #require(registered.member("client_id")?.string), secret: nil)
            let login = try await visitor.visit("/tenants/1/oauth/authorize?\(client.query())")
            let sheet = try #require(login.text.firstMatch(of: /rel="stylesheet" href="([^"]*)"/)).output.1
            #expect(try await visitor.send(.get, String(sheet)).status == .ok)
            let consent = try await visitor.submit(
                login, [("username", "ada"), ("password", "correct horse")],
                headers: [.origin: "https://login.example.com"])
            let answer = try await visitor.submit(consent, [("decision", "yes")])
            #expect(answer.parameter("iss") == issuer && answer.parameter("code") != nil)
        }
    }
}
