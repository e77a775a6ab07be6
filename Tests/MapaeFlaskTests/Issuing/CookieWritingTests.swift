import Mapae
import MapaeFlask
import MapaeJOSE
import Testing

@Suite("Cookies that are set and unset")
struct CookieWritingTests {
    private static func values(_ cookies: [SetCookie]) -> [String] { cookies.map(\.headerValue) }

    @Test func `by default they end with the browser's session`() async throws {
        let flask = try Sample.authority()
        let token = try Sample.token()
        #expect(
            Self.values(try await flask.cookies(access: token)) == [
                "access_token_cookie=\(token); Path=/; HttpOnly", "csrf_access_token=\(Sample.csrf); Path=/",
            ])
        #expect(
            Self.values(try await flask.cookies(refresh: token)) == [
                "refresh_token_cookie=\(token); Path=/; HttpOnly", "csrf_refresh_token=\(Sample.csrf); Path=/",
            ])
    }

    @Test func `the settings name them and say where they go`() async throws {
        let flask = try Sample.authority(
            FlaskSettings(
                accessCookieName: "acc", accessCookiePath: "/api", cookieDomain: ".example.com", cookieSecure: true,
                cookieSameSite: .strict, sessionCookie: false, accessCSRFCookieName: "acc_csrf",
                accessCSRFCookiePath: "/web"))
        let token = try Sample.token()
        let age = "Expires=Wed, 13 Nov 2024 23:20:00 GMT; Max-Age=31540000"
        let rest = "Secure; HttpOnly; SameSite=Strict"
        #expect(
            Self.values(try await flask.cookies(access: token)) == [
                "acc=\(token); \(age); Domain=example.com; Path=/api; \(rest)",
                "acc_csrf=\(Sample.csrf); \(age); Domain=example.com; Path=/web; Secure; SameSite=Strict",
            ])
        let own = try await flask.cookies(access: token, maxAge: 60, domain: "a.example:80")
        #expect(own.map(\.maxAge) == [60, 60] && own.map(\.domain) == ["a.example", "a.example"])
        #expect(own.first?.expires == "Tue, 14 Nov 2023 22:14:20 GMT")
    }

    @Test func `no value is written where nothing is protected by it`() async throws {
        let token = try Sample.token(without: ["csrf"])
        for settings in [FlaskSettings(cookieCSRFProtect: false), FlaskSettings(csrfInCookies: false)] {
            #expect(try await Sample.authority(settings).cookies(access: token).map(\.name) == ["access_token_cookie"])
        }
        let flask = try Sample.authority()
        await #expect(throws: TokenError(.missingClaim)) { try await flask.cookies(access: token) }
        await #expect(throws: TokenError(.invalidToken)) { try await flask.cookies(access: "x") }
    }

    @Test func `a removal has the same names, paths and flags C3`() throws {
        let flask = try Sample.authority(FlaskSettings(refreshCookiePath: "/r", cookieSecure: true))
        let end = "Expires=Thu, 01 Jan 1970 00:00:00 GMT"
        #expect(
            Self.values(try flask.cookieRemoval()) == [
                "access_token_cookie=; \(end); Path=/; Secure; HttpOnly", "csrf_access_token=; \(end); Path=/; Secure",
                "refresh_token_cookie=; \(end); Path=/r; Secure; HttpOnly",
                "csrf_refresh_token=; \(end); Path=/; Secure",
            ])
        #expect(
            try flask.cookieRemoval(of: [.refresh], domain: "b.example").map(\.domain) == ["b.example", "b.example"])
    }

    @Test(arguments: ["a b", "a;Secure", "a\r\nX: y", "é", ".", "a..b"])
    func `a domain that no cookie can have is refused`(_ domain: String) async throws {
        let flask = try Sample.authority()
        let token = try Sample.token()
        await #expect(throws: FlaskIssueError(.invalidCookie)) {
            try await flask.cookies(access: token, domain: domain)
        }
        #expect(throws: FlaskIssueError(.invalidCookie)) { try flask.cookieRemoval(domain: domain) }
    }

    @Test func `nothing from a claim becomes an attribute`() async throws {
        let token = try Sample.token(["csrf": "x; Domain=evil.example"])
        let flask = try Sample.authority()
        await #expect(throws: FlaskIssueError(.invalidCookie)) { try await flask.cookies(access: token) }
    }
}
