import HTTPTypes
import HummingbirdTesting
import MapaeStore
import Testing

@Suite("Forms count only from this server's pages")
struct FormGuardTests {
    @Test(
        "C5, C6: without the mark of this page, this browser and this login nothing is done",
        arguments: [
            "none", "empty", "other form", "other browser", "other request", "made up",
        ])
    func marks(_ kind: String) async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            let login = try await visitor.visit("/oauth/authorize?\(client.query())")
            let consent = try await visitor.logIn(login)
            var fields = consent.forms[0].hidden.filter { $0.0 != "form" }
            let stranger = Visitor(client: visitor.client, issuer: visitor.issuer)
            let theirs = try await stranger.logIn(try await stranger.visit("/oauth/authorize?\(client.query())"))
            let other = try await visitor.visit("/oauth/authorize?\(client.query([("state", "other")]))")
            let mark: String? =
                switch kind {
                case "empty": ""
                case "other form": login.forms[0].hidden.first { $0.0 == "form" }?.1
                case "other browser": theirs.forms[0].hidden.first { $0.0 == "form" }?.1
                case "other request": other.forms[0].hidden.first { $0.0 == "form" }?.1
                case "made up": visitor.cookie("__Host-mapae_browser")
                default: nil
                }
            if let mark { fields.append(("form", mark)) }
            let page = try await visitor.post("/oauth/authorize/decision", fields + [("decision", "yes")])
            #expect(page.status == .forbidden && page.headers[.location] == nil)
            #expect(page.alert?.contains("try again") == true)
            #expect(try await site.store.consents(of: "u1").isEmpty)
            // The page that is shown instead works.
            let answer = try await visitor.submit(page, [("decision", "yes")])
            #expect(answer.parameter("code") != nil)
        }
    }

    @Test(
        "C5: what the browser says is of another site is not looked at",
        arguments: [
            ("https://evil.example", nil, false), ("null", nil, false), ("null", "cross-site", false),
            ("null", "same-site", false),
            ("null", "none", false), (nil, "cross-site", false), (TestSite.issuer, "cross-site", false),
            ("https://login.example.com.evil.example", nil, false), ("http://login.example.com", nil, false),
            ("null", "same-origin", true), (TestSite.issuer, nil, true), (TestSite.issuer, "same-origin", true),
            (nil, nil, true),
        ] as [(String?, String?, Bool)])
    func origins(_ origin: String?, _ fetchSite: String?, _ isTaken: Bool) async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            let login = try await visitor.visit("/oauth/authorize?\(client.query())")
            var headers = HTTPFields()
            headers[.origin] = origin
            headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = fetchSite
            let answer = try await visitor.submit(
                login, [("username", "ada"), ("password", "correct horse")], headers: headers, follows: false)
            #expect(answer.status == (isTaken ? .seeOther : .forbidden))
            #expect(site.logins.count == (isTaken ? 1 : 0))
            PageTests.check(isTaken ? try await visitor.visit("/device") : answer, "\(origin ?? "-")")
        }
    }

    @Test("Nobody is logged in as somebody else: a login form counts in the browser that got it alone")
    func loginCSRF() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            let attacker = Visitor(client: visitor.client, issuer: visitor.issuer)
            let theirs = try await attacker.visit("/oauth/authorize?\(client.query())")
            let page = try await visitor.submit(theirs, [("username", "eva"), ("password", "battery staple")])
            #expect(page.status == .forbidden && visitor.cookie("__Host-mapae_login") == nil)
            #expect(site.logins.count == 0)
        }
    }

    @Test("O30: a consent page of one login does not count in another")
    func swapped() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            let consent = try await visitor.logIn(try await visitor.visit("/oauth/authorize?\(client.query())"))
            let login = try await visitor.visit("/oauth/authorize?\(client.query([("prompt", "login")]))")
            _ = try await visitor.logIn(login, "eva", "battery staple")
            let page = try await visitor.submit(consent, [("decision", "yes")])
            #expect(page.status == .forbidden && page.text.contains("logged in as eva"))
            #expect(try await site.store.consents(of: "u2").isEmpty)
        }
    }

    @Test("A browser that keeps no cookies is told so, and not left alone")
    func withoutCookies() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            let page = try await visitor.visit("/oauth/authorize?\(client.query())")
            visitor.setCookie("__Host-mapae_browser", nil)
            let again = try await visitor.submit(page, [("username", "ada"), ("password", "correct horse")])
            #expect(again.status == .forbidden && again.alert?.contains("cookies") == true)
            #expect(try await visitor.logIn(again).title?.hasPrefix("Allow") == true)
        }
    }
}
