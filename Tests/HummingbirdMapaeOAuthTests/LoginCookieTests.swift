import HTTPTypes
import HummingbirdMapaeOAuth
import HummingbirdTesting
import MapaeStore
import MapaeTesting
import Testing

@Suite("The cookies of the pages, and what the login page does with what is typed")
struct LoginCookieTests {
    @Test(
        "C2, C3: with TLS they have the prefix and all flags; on loopback without TLS what browsers take",
        arguments: [
            (TestSite.issuer, "__Host-", true), ("http://127.0.0.1:8080", "", false),
        ])
    func flags(_ issuer: String, _ prefix: String, _ isSecure: Bool) async throws {
        try await TestSite(issuer: issuer).test { visitor in
            let client = try await visitor.register()
            let login = try await visitor.visit("/oauth/authorize?\(client.query())")
            let answer = try await visitor.submit(
                login, [("username", "ada"), ("password", "correct horse")], follows: false)
            let out = try await visitor.submit(try await visitor.visit("/oauth/end-session"), [("decision", "yes")])
            var names: [String] = []
            for response in [login, answer, out] {
                for field in response.headers[values: .setCookie] {
                    names.append(String(field.prefix { $0 != "=" }))
                    #expect(
                        field.contains("; Path=/") && field.contains("; HttpOnly") && field.contains("; SameSite=Lax"))
                    #expect(field.contains("; Secure") == isSecure && !field.contains("Domain"))
                }
            }
            #expect(names == ["\(prefix)mapae_browser", "\(prefix)mapae_login", "\(prefix)mapae_login"])
        }
    }

    @Test("C4: two of one name are refused, and nothing that is none is believed")
    func duplicates() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            _ = try await visitor.authorize(client)
            let good = try #require(visitor.cookie("__Host-mapae_login"))
            let name = "__Host-mapae_login"
            let query = client.query([("prompt", "none")])
            let twice = try await visitor.send(
                .get, "/oauth/authorize?\(query)", [.cookie: "\(name)=\(good); \(name)=\(good)"])
            #expect(twice.status == .badRequest)
            for value in ["", "x", "\"\(good)\"", good + "A", String(good.dropLast())] {
                let answer = try await visitor.send(.get, "/oauth/authorize?\(query)", [.cookie: "\(name)=\(value)"])
                #expect(answer.parameter("error") == "login_required", "\(value)")
            }
            let answer = try await visitor.send(.get, "/oauth/authorize?\(query)", [.cookie: "\(name)=\(good)"])
            #expect(answer.parameter("code") != nil)
        }
    }

    @Test("C1, C10: a login makes a new cookie, and the old one is dead, as after a logout")
    func fixation() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            _ = try await visitor.authorize(client)
            let first = try #require(visitor.cookie("__Host-mapae_login"))
            let page = try await visitor.visit("/oauth/authorize?\(client.query([("prompt", "login")]))")
            #expect(page.text.contains("log in again"))
            let answer = try await visitor.logIn(page)
            #expect(answer.parameter("code") != nil)
            let second = try #require(visitor.cookie("__Host-mapae_login"))
            #expect(first != second)
            _ = try await site.sessions.endAll(of: "u1")
            for cookie in [first, second] {
                let silent = try await visitor.send(
                    .get, "/oauth/authorize?\(client.query([("prompt", "none")]))",
                    [.cookie: "__Host-mapae_login=\(cookie)"])
                #expect(silent.parameter("error") == "login_required")
            }
        }
    }

    @Test("What the provider says is what the page says, and no page is 401")
    func outcomes() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            let page = try await visitor.visit("/oauth/authorize?\(client.query())")
            let wrong = try await visitor.logIn(page, "ada", "wrong")
            #expect(wrong.status == .badRequest && wrong.alert == "The user name or the password is wrong.")
            #expect(!wrong.text.contains("value=\"wrong\""))
            let nobody = try await visitor.logIn(page, "nobody", "wrong")
            #expect(nobody.status == wrong.status && nobody.alert == wrong.alert, "L1")
            for fields in [[("username", "ada")], [("password", "correct horse")], []] {
                #expect(try await visitor.submit(page, fields).status == .badRequest)
            }
            #expect(site.logins.count == 2)
            site.logins.answer(.tooMany(retryAfter: 30))
            let late = try await visitor.logIn(page)
            #expect(late.status == .tooManyRequests && late.headers[.retryAfter] == "30")
            #expect(late.alert == "Too many attempts. Try again in 30 seconds.")
            site.logins.answer(nil)
            site.logins.setAway(true)
            let away = try await visitor.logIn(page)
            #expect(away.status == .serviceUnavailable && away.headers[.retryAfter] == "1")
            site.logins.setAway(false)
            let done = try await visitor.submit(
                page, [("username", "ada"), ("password", "correct horse")], headers: [.userAgent: "Browser 1"])
            #expect(done.status == .ok && site.logins.last?.origin.network == "192.0.2.0/24")
            #expect(site.logins.last?.origin.device == "Browser 1")
            #expect("\(String(describing: site.logins.last))".contains("correct") == false, "G")
            let records = try await site.store.sessions(of: "u1")
            #expect(records.count == 1 && records[0].device == "Browser 1" && records[0].network == "192.0.2.0/24")
        }
    }

    @Test("L12: all sessions were ended while the password was checked: the login does not begin")
    func superseded() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            let page = try await visitor.visit("/oauth/authorize?\(client.query())")
            _ = try await site.sessions.endAll(of: "u1")
            let answer = try await visitor.logIn(page)
            #expect(answer.status == .serviceUnavailable && visitor.cookie("__Host-mapae_login") == nil)
        }
    }

    @Test("A page that is too old says so before it looks at the password")
    func oldPage() async throws {
        let site = try TestSite()
        try await site.test { visitor in
            let client = try await visitor.register()
            let page = try await visitor.visit("/oauth/authorize?\(client.query())")
            site.time.advance(by: .seconds(1801))
            let answer = try await visitor.logIn(page)
            #expect(answer.status == .badRequest && answer.alert?.contains("begin again") == true)
            #expect(site.logins.count == 0 && visitor.cookie("__Host-mapae_login") == nil)
            #expect(try await site.store.sessions(of: "u1").isEmpty)
        }
    }

    @Test("O31: going back to where prompt=login was answered asks again")
    func history() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            _ = try await visitor.authorize(client)
            let page = try await visitor.visit("/oauth/authorize?\(client.query([("prompt", "login")]))")
            let resumed = try await visitor.submit(
                page, [("username", "ada"), ("password", "correct horse")], follows: false)
            let address = try #require(resumed.headers[.location])
            #expect(try await visitor.send(.get, address).parameter("code") != nil)
            let again = try await visitor.send(.get, address)
            #expect(again.status == .ok && again.text.contains("name=\"password\""))
            #expect(try await visitor.logIn(again).parameter("code") != nil)
        }
    }

    @Test("O31: prompt=login asks once, also when a login was made a moment before")
    func promptLogin() async throws {
        try await TestSite().test { visitor in
            let client = try await visitor.register()
            _ = try await visitor.authorize(client)
            let page = try await visitor.visit("/oauth/authorize?\(client.query([("prompt", "login")]))")
            #expect(page.text.contains("name=\"password\""))
            #expect(try await visitor.logIn(page).parameter("code") != nil)
            let next = try await visitor.visit("/oauth/authorize?\(client.query([("prompt", "login")]))")
            #expect(next.text.contains("name=\"password\""))
        }
    }
}
