import HTTPTypes
import HummingbirdMapaeOAuth
import HummingbirdTesting
import Testing

@Suite("Pages")
struct PageTests {
    /// What each page must say to the browser.
    static func check(_ page: TestResponse, _ name: String) {
        let policy = page.headers[.contentSecurityPolicy] ?? ""
        for directive in [
            "default-src 'none'", "style-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        ] {
            #expect(policy.contains(directive), "\(name): \(directive)")
        }
        #expect(!policy.contains("unsafe") && !policy.contains("*"), "\(name)")
        for (field, value) in [
            ("X-Frame-Options", "DENY"), ("Referrer-Policy", "no-referrer"), ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"), ("Content-Type", "text/html; charset=utf-8"),
        ] { #expect(HTTPField.Name(field).flatMap { page.headers[$0] } == value, "\(name): \(field)") }
        #expect(page.headers[.accessControlAllowOrigin] == nil, "\(name)")
        #expect(page.text.hasPrefix("<!DOCTYPE html>\n<html lang=\""), "\(name)")
        #expect(!page.text.contains("style=") && !page.text.contains("onclick"), "\(name)")
        // Each field that is shown has a label.
        for field in page.text.matches(of: /<input id="([^"]*)"/) {
            #expect(page.text.contains("<label for=\"\(field.output.1)\">"), "\(name): \(field.output.1)")
        }
    }

    @Test("O27, O15: each has its fields, whatever it says")
    func headers() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            let query = client.query(scope: "openid read")
            let login = try await visitor.visit("/oauth/authorize?\(query)")
            let wrong = try await visitor.logIn(login, "ada", "wrong")
            let old = try await visitor.post("/oauth/authorize/login", [("ticket", "x")])
            let consent = try await visitor.logIn(login)
            let entry = try await visitor.visit("/device")
            let unknown = try await visitor.submit(entry, [("user_code", "BBBB-BBBB")])
            let access = try await visitor.visit("/oauth/consents")
            let logout = try await visitor.visit("/oauth/end-session?client_id=\(client.id)")
            let stay = try await visitor.submit(logout, [("decision", "no")])
            let out = try await visitor.submit(logout, [("decision", "yes")])
            let error = try await visitor.visit("/oauth/authorize?client_id=nobody")
            let pages = [
                ("login", login), ("wrong", wrong), ("old", old), ("consent", consent), ("entry", entry),
                ("unknown", unknown), ("access", access), ("logout", logout), ("stay", stay), ("out", out),
                ("error", error),
            ]
            for (name, page) in pages { Self.check(page, name) }
            #expect(
                login.text.contains("autocomplete=\"username\"")
                    && login.text.contains("autocomplete=\"current-password\""))
            #expect(wrong.text.contains("aria-describedby=\"alert\"") && wrong.alert?.contains("wrong") == true)
            #expect(out.title == "You are logged out." && stay.title == "You are still logged in.")
        }
    }

    @Test(
        "Forms may lead where the client's answer goes, by its scheme, and nowhere else",
        arguments: [
            (TestSite.address, "form-action 'self' https:;"),
            ("com.example.app:/cb", "form-action 'self' com.example.app:;"),
        ])
    func formTargets(_ address: String, _ directive: String) async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register(#""application_type":"native""#)
            let login = try await visitor.visit("/oauth/authorize?\(client.query(address: address))")
            #expect(login.headers[.contentSecurityPolicy]?.contains(directive) == true)
            let consent = try await visitor.logIn(login)
            #expect(consent.headers[.contentSecurityPolicy]?.contains(directive) == true)
            #expect(
                try await visitor.visit("/device").headers[.contentSecurityPolicy]?.contains("form-action 'self';")
                    == true)
        }
    }

    @Test(
        "O29, L17: what a client or a user has written is text, wherever it stands",
        arguments: [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP TABLE users; --", "{{7*7}}",
            "&lt;b&gt;",
            "<\u{301}b>",
        ])
    func escaping(_ text: String) async throws {
        try await TestSite().test { visitor in
            let json = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            let client = try await visitor.register(#""client_name":"\#(json)""#)
            let login = try await visitor.visit("/oauth/authorize?\(client.query([("login_hint", text)]))")
            #expect(login.title?.contains(text) == true)
            let consent = try await visitor.logIn(login)
            for page in [login, consent] {
                let body = page.text.utf8.drop { $0 != UInt8(ascii: "\n") }
                #expect(!String(Substring(body)).contains("<script>") && !String(Substring(body)).contains("<img"))
                #expect(
                    page.text.matches(of: /<[a-z]/).count == page.text.utf8.reduce(0) { $0 + ($1 == 0x3C ? 1 : 0) }
                        - page.text.matches(of: /<[\/!]/).count)
            }
        }
    }

    @Test(
        "They speak the language that the client or the browser asks for, or else English",
        arguments: [
            ("", "", "en"), ("", "ko", "ko"), ("", "ko-KR,ko;q=0.9,en;q=0.8", "ko"), ("", "en;q=0.5, ko;q=0.6", "ko"),
            ("", "fr, ko;q=0", "en"), ("", "fr,de", "en"), ("", "KO", "ko"), ("ko", "en", "ko"), ("fr en", "ko", "en"),
            ("", "ko;q=abc", "en"), ("", ";;,,=", "en"), ("", "korean", "en"),
        ])
    func languages(_ locales: String, _ accepted: String, _ language: String) async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            let further = locales.isEmpty ? [] : [("ui_locales", locales)]
            let page = try await visitor.send(
                .get, "/oauth/authorize?\(client.query(further))", accepted.isEmpty ? [:] : [.acceptLanguage: accepted])
            #expect(page.text.contains("<html lang=\"\(language)\">"), "\(accepted)")
            #expect(page.text.contains("비밀번호") == (language == "ko"))
        }
    }

    @Test(
        "H, O7: nothing that a stranger sends is a 500 or leads the browser away",
        arguments: [
            "client_id=%ff", "client_id=%00", "%", "=&=&=", "client_id=a&client_id=b",
            "redirect_uri=https://evil.example/",
            "client_id=x&redirect_uri=https://evil.example/&response_type=code", "ticket=x", "ticket=%2e%2e",
            "user_code=%F0%9F%90%8E",
            "user_code=<script>", "id_token_hint=a.b.c", "post_logout_redirect_uri=https://evil.example/",
            "client_id=x&post_logout_redirect_uri=https://evil.example/&state=s", "request_uri=http://127.0.0.1/",
            "request_uri=urn:ietf:params:oauth:request_uri:x&client_id=y", "max_age=99999999999999999999",
            String(repeating: "a=b&", count: 100), "x=" + String(repeating: "y", count: 40_000),
        ])
    func badInput(_ query: String) async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            for isLoggedIn in [false, true] {
                if isLoggedIn { _ = try await visitor.authorize(client) }
                for path in [
                    "/oauth/authorize", "/oauth/authorize/resume", "/device", "/oauth/end-session",
                    "/oauth/end-session/resume", "/oauth/consents",
                ] {
                    let page = try await visitor.send(.get, "\(path)?\(query)")
                    #expect(page.status.code < 500 && page.headers[.location] == nil, "\(path) \(page.status)")
                    #expect(page.headers[.contentSecurityPolicy] != nil)
                }
                for path in [
                    "/oauth/authorize", "/oauth/authorize/login", "/oauth/authorize/decision", "/device",
                    "/device/login",
                    "/device/decision", "/oauth/end-session", "/oauth/end-session/decision",
                    "/oauth/consents", "/oauth/consents/login",
                ] {
                    let page = try await visitor.send(
                        .post, path, [.contentType: "application/x-www-form-urlencoded"], body: query)
                    #expect(page.status.code < 500, "\(path) \(page.status)")
                    #expect(page.headers[.location]?.hasPrefix("/") ?? true)
                    for type in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
                        let other = try await visitor.send(.post, path, [.contentType: type], body: query)
                        #expect(other.status == .badRequest, "C8 \(path) \(type)")
                    }
                }
                for path in [
                    "/oauth/token", "/oauth/introspect", "/oauth/revoke", "/oauth/par", "/oauth/device",
                    "/oauth/register",
                    "/oauth/userinfo",
                ] {
                    let answer = try await visitor.send(
                        .post, path, [.contentType: "application/x-www-form-urlencoded"], body: query)
                    #expect((400..<500).contains(answer.status.code), "\(path) \(answer.status)")
                    #expect(answer.headers[.contentType]?.hasPrefix("application/json") == true, "\(path)")
                }
            }
        }
    }

    @Test("What is too long or compressed is told so")
    func bodies() async throws {
        try await TestSite().test { visitor in
            let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            let long = String(repeating: "a", count: 400_001)
            for path in ["/oauth/authorize/login", "/oauth/token"] {
                let answer = try await visitor.send(.post, path, form, body: long)
                #expect(answer.status == .contentTooLarge, "\(path)")
            }
            var compressed = form
            compressed[.contentEncoding] = "gzip"
            for path in ["/oauth/token", "/device"] {
                let answer = try await visitor.send(.post, path, compressed, body: "a=b")
                #expect(answer.status == .unsupportedMediaType, "\(path)")
            }
        }
    }

    @Test("A request that is too long for an address goes on without one")
    func long() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            let state = String(repeating: "é", count: 1000)
            let page = try await visitor.post(
                "/oauth/authorize",
                [
                    ("response_type", "code"), ("client_id", client.id), ("redirect_uri", TestSite.address),
                    ("scope", "openid"), ("nonce", "n"), ("state", state),
                    ("unknown", String(repeating: "x", count: 5000)),
                ])
            #expect(page.status == .ok)
            let consent = try await visitor.logIn(page)
            let answer = try await visitor.submit(consent, [("decision", "yes")])
            #expect(answer.parameter("state") == state)
        }
    }
}
