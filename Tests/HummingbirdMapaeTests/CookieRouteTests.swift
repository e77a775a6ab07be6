import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import MapaeTesting
import Testing

@Suite("Tokens in cookies, over HTTP")
struct CookieRouteTests {
    private struct App {
        let time = ManualClock()
        let auth: TokenAuthority
        let router = Router(context: BasicTokenRequestContext.self)

        init() throws {
            auth = try TokenAuthority(
                signingKey: .hs256(secret: TestApp.secret), accept: [.header, .cookie()], clock: time.clock)
            let auth = auth
            router.post("login") { _, _ in try auth.inCookies(auth.tokenPair(for: "ada", fresh: true)) }
            router.post("logout") { _, _ in try auth.removingCookies() }
            router.protected("me", by: auth).get { _, context in
                [context.token.subject, context.token.location?.description ?? "-"].joined(separator: " ")
            }
            router.protected("change", by: auth).post { _, context in context.token.subject }
            router.protected("feed", by: auth, .optional).get { _, context in context.token?.subject ?? "stranger" }
            let sliding = try router.protected("app", by: auth).add(
                middleware: SlidingCookies(auth, whenLessThan: .seconds(450), upTo: .seconds(3600)))
            sliding.get { _, context in context.token.subject }
            sliding.post("logout") { _, _ in try auth.removingCookies() }
        }

        /// The cookies of an answer, as the browser sends them back.
        static func jar(_ response: TestResponse) -> String {
            response.headers[values: .setCookie].compactMap { $0.split(separator: ";").first.map(String.init) }
                .joined(separator: "; ")
        }

        static func value(_ name: String, _ response: TestResponse) -> String? {
            response.headers[values: .setCookie].first { $0.hasPrefix(name + "=") }?
                .split(separator: ";").first?.split(separator: "=").last.map(String.init)
        }
    }

    private static let csrf = HTTPField.Name("X-CSRF-Token") ?? .cookie

    @Test func `C3 C13 a login hands out cookies, and no token in the body`() async throws {
        let app = try App()
        try await TestApp.application(app.router).test(.router) { client in
            let login = try await client.execute(uri: "/login", method: .post)
            #expect(login.status == .ok && login.headers[.cacheControl] == "no-store")
            let cookies = login.headers[values: .setCookie]
            #expect(cookies.count == 4)
            #expect(cookies.allSatisfy { $0.contains("; Secure") && $0.contains("; SameSite=Lax") })
            for token in [App.value("__Host-access_token", login), App.value("__Host-refresh_token", login)] {
                #expect(!login.text.contains(try #require(token)))
            }
            let jar = App.jar(login)
            let me = try await client.execute(uri: "/me", method: .get, headers: [.cookie: jar])
            #expect(me.status == .ok && me.text == "ada cookie")
            let change = try await client.execute(uri: "/change", method: .post, headers: [.cookie: jar])
            #expect(change.status == .forbidden && change.error == "csrf_token_missing" && change.isErrorOfOurForm)
            #expect(change.headers[.wwwAuthenticate] == nil)
            let value = try #require(login.member("csrf_token")?.string)
            let right = try await client.execute(
                uri: "/change", method: .post, headers: [.cookie: jar, Self.csrf: value])
            #expect(right.status == .ok && right.text == "ada")
        }
    }

    @Test func `C10 a logout removes all four cookies`() async throws {
        let app = try App()
        try await TestApp.application(app.router).test(.router) { client in
            let logout = try await client.execute(uri: "/logout", method: .post)
            let lines = logout.headers[values: .setCookie]
            #expect(lines.count == 4 && lines.allSatisfy { $0.contains("=; Expires=Thu, 01 Jan 1970") })
            #expect(logout.text == "{}")
        }
    }

    @Test func `a browser is told to forget an expired cookie, and only that one`() async throws {
        let app = try App()
        let pair = try app.auth.tokenPair(for: "ada")
        let jar = "__Host-access_token=\(pair.accessToken)"
        app.time.advance(by: .seconds(900))
        try await TestApp.application(app.router).test(.router) { client in
            for path in ["/me", "/feed"] {
                let answer = try await client.execute(uri: path, method: .get, headers: [.cookie: jar])
                #expect(answer.status == .unauthorized && answer.error == "token_expired")
                let names = answer.headers[values: .setCookie].compactMap { $0.split(separator: "=").first }
                #expect(names == ["__Host-access_token", "csrf_access_token"])
            }
            let header = try await client.execute(uri: "/me", method: .get, headers: .bearer(pair.accessToken))
            #expect(header.error == "token_expired" && header.headers[values: .setCookie].isEmpty)
        }
    }

    @Test func `a browser is told to forget a dead cookie also where the program writes the answer, once`() async throws
    {
        let app = try App()
        let own = app.auth.withAnswer { error in
            var answer = error.rendered
            answer.body = Array("{}".utf8)
            return answer
        }
        let bare = app.auth.withAnswer { _ in RenderedError(.unauthorized, error: "over", description: "Log in again.")
        }
        app.router.protected("own", by: own).get { _, _ in "in" }
        app.router.protected("bare", by: bare).get { _, _ in "in" }
        let jar = "__Host-access_token=\(try app.auth.accessToken(for: "ada").accessToken)"
        app.time.advance(by: .seconds(900))
        try await TestApp.application(app.router).test(.router) { client in
            for path in ["/own", "/bare"] {
                let answer = try await client.execute(uri: path, method: .get, headers: [.cookie: jar])
                #expect(answer.status == .unauthorized && answer.headers[values: .setCookie].count == 2, "\(path)")
            }
        }
    }

    @Test func `C11 whoever is active stays logged in, up to the limit, and a logout stays one`() async throws {
        let app = try App()
        let first = try app.auth.accessToken(for: "ada").accessToken
        let time = app.time
        try await TestApp.application(app.router).test(.router) { client in
            var jar = "__Host-access_token=\(first)"
            let early = try await client.execute(uri: "/app", method: .get, headers: [.cookie: jar])
            #expect(early.status == .ok && early.headers[values: .setCookie].isEmpty)
            var renewals = 0
            for _ in 0..<20 {
                time.advance(by: .seconds(500))
                let answer = try await client.execute(uri: "/app", method: .get, headers: [.cookie: jar])
                guard answer.status == .ok, !answer.headers[values: .setCookie].isEmpty else { break }
                #expect(answer.headers[.cacheControl] == "no-store")
                jar = App.jar(answer)
                renewals += 1
            }
            #expect(renewals == 6)
        }
        let fresh = try App()
        let pair = try fresh.auth.accessToken(for: "ada")
        fresh.time.advance(by: .seconds(600))
        try await TestApp.application(fresh.router).test(.router) { client in
            let logout = try await client.execute(
                uri: "/app/logout", method: .post,
                headers: [.cookie: "__Host-access_token=\(pair.accessToken)", Self.csrf: pair.csrfToken ?? ""])
            #expect(logout.status == .ok)
            #expect(logout.headers[values: .setCookie].count == 4)
            #expect(App.value("__Host-access_token", logout)?.contains(".") != true)
            let header = try await client.execute(uri: "/app", method: .get, headers: .bearer(pair.accessToken))
            #expect(header.status == .ok && header.headers[values: .setCookie].isEmpty)
        }
    }

    @Test func `cookies slide only where there are cookies, and for some time`() throws {
        let headers = try TokenAuthority(signingKey: .hs256(secret: TestApp.secret))
        #expect(throws: PolicyError(.noCookies)) {
            try SlidingCookies<AuthenticatedContext<BasicTokenRequestContext>>(
                headers, whenLessThan: .seconds(1), upTo: .seconds(1))
        }
        let auth = try App().auth
        #expect(throws: PolicyError(.lifetimeOutOfRange)) {
            try SlidingCookies<AuthenticatedContext<BasicTokenRequestContext>>(
                auth, whenLessThan: .zero, upTo: .seconds(1))
        }
        #expect(throws: PolicyError(.lifetimeOutOfRange)) {
            try SlidingCookies<AuthenticatedContext<BasicTokenRequestContext>>(
                auth, whenLessThan: .seconds(1), upTo: auth.policy.refreshTokenLifetime + .seconds(1))
        }
    }

    @Test(arguments: [
        [HTTPField(name: .cookie, value: "__Host-access_token=a; __Host-access_token=b")],
        [HTTPField(name: .cookie, value: "__Host-access_token=\u{0}")],
        [HTTPField(name: .cookie, value: "__Host-access_token=\"")],
        [HTTPField(name: .cookie, value: String(repeating: "x", count: 70_000))],
        [HTTPField(name: .cookie, value: ";;;;=;=;__Host-access_token;__Host-access_token=;")],
        [HTTPField(name: .cookie, value: "마패=1; __Host-access_token=마패")],
        [HTTPField(name: .authorization, value: ", , "), HTTPField(name: .authorization, value: "Bearer")],
    ])
    func `C4 odd cookies are the client's fault, and never the server's`(_ fields: [HTTPField]) async throws {
        let app = try App()
        try await TestApp.application(app.router).test(.router) { client in
            for path in ["/me", "/feed", "/app"] {
                let answer = try await client.execute(uri: path, method: .get, headers: HTTPFields(fields))
                #expect((400..<500).contains(answer.status.code) && answer.isErrorOfOurForm)
            }
        }
    }

    @Test func `C1 a login hands out new cookies, whatever came with the request`() async throws {
        let app = try App()
        let planted = try app.auth.tokenPair(for: "eve")
        try await TestApp.application(app.router).test(.router) { client in
            let jar = "__Host-access_token=\(planted.accessToken); csrf_access_token=\(planted.csrfToken ?? "")"
            var seen: Set<String> = [planted.accessToken]
            for _ in 0..<3 {
                let login = try await client.execute(uri: "/login", method: .post, headers: [.cookie: jar])
                #expect(seen.insert(App.value("__Host-access_token", login) ?? "").inserted)
                #expect(seen.insert(App.value("csrf_access_token", login) ?? "").inserted)
            }
        }
    }
}
