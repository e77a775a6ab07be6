import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdTesting
import Testing

@testable import SnippetExamples

/// The examples whose tokens travel in cookies, driven as a browser would.
@Suite("Examples with cookies")
struct CookieExampleTests {
    private static let access = "__Host-access_token"
    private static let csrf = "csrf_access_token"

    @Test func `locations: a token opens the route from each of four places`() async throws {
        let bench = try Bench()
        try await withClient(of: locations(bench.key)) { client async throws in
            let token = try #require(try await client.login(at: "/login_without_cookies").member("access_token"))
            #expect(try await client.get("/protected", .bearer(token)).member("found_in") == "header")
            #expect(try await client.get("/protected?jwt=\(token)").member("found_in") == "query")
            #expect(try await client.post("/protected", json: #"{"access_token":"\#(token)"}"#).status == .ok)

            let login = try await client.login(at: "/login_with_cookies")
            #expect(login.member("access_token") == nil)
            #expect(login.setCookie(Self.access)?.contains("; Path=/; Secure; HttpOnly; SameSite=Lax") == true)
            #expect(login.setCookie(Self.csrf)?.contains("HttpOnly") == false)
            let cookies = login.cookies
            #expect(try await client.get("/protected", .cookies(cookies)).member("found_in") == "cookie")

            let bare = try await client.post("/protected", .cookies(cookies))
            #expect(bare.status == .forbidden && bare.error == "csrf_token_missing")
            let wrong = try await client.post("/protected", .cookies(cookies).with("X-CSRF-Token", "x"))
            #expect(wrong.status == .forbidden && wrong.error == "csrf_token_mismatch")
            let right = HTTPFields.cookies(cookies).with("X-CSRF-Token", cookies[Self.csrf])
            #expect(try await client.post("/protected", right).status == .ok)

            #expect(try await client.get("/only_headers", .bearer(token)).text == #"{"foo":"baz"}"#)
            #expect(try await client.get("/only_headers", .cookies(cookies)).error == "missing_token")
            let logout = try await client.post("/logout_with_cookies")
            #expect(logout.setCookie(Self.access)?.contains("Max-Age=0") == true)
            #expect(logout.cookies.values.allSatisfy(\.isEmpty) && logout.cookies.count == 4)
        }
    }

    @Test func `implicit refresh: an old cookie is replaced, a young one is not, and twelve hours are the end`()
        async throws
    {
        let bench = try Bench(TokenPolicy(accessTokenLifetime: .seconds(3600)), accept: [.cookie()])
        func cookie(_ age: Int, login: Int? = nil) throws -> HTTPFields {
            var claims: JSONObject = [:]
            if let login { claims["auth_time"] = .integer(TokenClock.system.now().seconds - Int64(login)) }
            let issued = try bench.auth(before: .seconds(age)).accessToken(for: "test", claims: claims)
            return .cookies([Self.access: issued.accessToken])
        }
        let (young, old) = (try cookie(60), try cookie(2400))
        let (worn, dead) = (try cookie(2400, login: 13 * 3600), try cookie(3600))
        try await withClient(of: implicitRefresh(bench.key)) { client async throws in
            #expect(try await client.login().cookies[Self.access]?.isEmpty == false)
            #expect(try await client.get("/protected", young).setCookie(Self.access) == nil)
            let slid = try await client.get("/protected", old)
            #expect(slid.status == .ok && slid.text == #"{"foo":"bar"}"#)
            let next = try #require(slid.cookies[Self.access])
            #expect(try await client.get("/protected", .cookies([Self.access: next])).status == .ok)
            // A form that is open in the browser still counts: the value stays.
            #expect(slid.cookies[Self.csrf] == (try UnverifiedToken(next).unverifiedClaims()["csrf"]?.string))

            #expect(try await client.get("/protected", worn).setCookie(Self.access) == nil)
            let over = try await client.get("/protected", dead)
            #expect(over.status == .unauthorized && over.error == "token_expired")
            #expect(over.setCookie(Self.access)?.contains("Max-Age=0") == true)
            // A logout stays one.
            #expect(try await client.post("/logout", old).cookies[Self.access] == "")
        }
    }

    @Test func `cookie login: the browser keeps it as long as the user has asked for`() async throws {
        let bench = try Bench()
        try await withClient(of: cookieLogin(bench.key)) { client async throws in
            let session = try await client.login()
            #expect(session.setCookie(Self.access)?.contains("Max-Age") == false)
            let body = #"{"username":"test","password":"test","remember":true}"#
            let login = try await client.post("/login", json: body)
            #expect(login.setCookie(Self.access)?.contains("; Max-Age=900; ") == true)
            // A path of its own forbids the prefix `__Host-`.
            let refresh = "__Secure-refresh_token"
            #expect(login.setCookie(refresh)?.contains("; Max-Age=2592000; Path=/refresh; ") == true)

            let cookies = login.cookies
            #expect(try await client.get("/account", .cookies(cookies)).text == #"{"name":"test"}"#)
            #expect(try await client.post("/account", .cookies(cookies)).error == "csrf_token_missing")
            let changing = HTTPFields.cookies(cookies).with("X-CSRF-Token", cookies[Self.csrf])
            #expect(try await client.post("/account", changing).text == #"{"changed":"test"}"#)
            #expect(
                try await client.post("/account", changing.with("Sec-Fetch-Site", "cross-site")).error
                    == "cross_site_request")

            #expect(try await client.post("/refresh", changing).error == "csrf_token_mismatch")
            let refreshing = HTTPFields.cookies(cookies).with("X-CSRF-Token", cookies["csrf_refresh_token"])
            let next = try await client.post("/refresh", refreshing)
            #expect(next.status == .ok && next.cookies[Self.access] != cookies[Self.access])
            #expect(next.cookies[refresh] == nil)
            #expect(next.setCookie(Self.access)?.contains("; Max-Age=900; ") == true)
            // What was not to be kept is not kept after a refresh either.
            let kept = session.cookies
            let brief = HTTPFields.cookies(kept).with("X-CSRF-Token", kept["csrf_refresh_token"])
            #expect(try await client.post("/refresh", brief).setCookie(Self.access)?.contains("Max-Age") == false)
        }
    }

    @Test func `every carrier that is shown can be set up, and what browsers drop cannot`() throws {
        for carrier in cookieCarriers() + headerCarriers() { _ = try Bench(accept: [carrier]) }
        #expect(throws: PolicyError(.insecureCookie)) {
            try Bench(accept: [.cookie(CookieCarrier(insecureHTTP: true, isPartitioned: true))])
        }
    }
}
