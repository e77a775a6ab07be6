import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("Cookies that hand out tokens")
struct CookieSettingTests {
    private static func lines(_ cookie: CookieCarrier, isPersistent: Bool? = nil) throws -> [String] {
        let auth = try TokenAuthority(
            signingKey: .hs256(secret: Issuer.secret), accept: [.cookie(cookie)],
            clock: ManualClock(at: Issuer.start).clock)
        let pair = try auth.tokenPair(for: "ada", isPersistent: isPersistent)
        var lines = try auth.inCookies(pair).cookies.map(\.headerValue)
        for (value, word) in [
            (pair.accessToken, "ACCESS"), (pair.refreshToken ?? "-", "REFRESH"), (pair.csrfToken ?? "-", "CSRF1"),
            (pair.refreshCSRFToken ?? "-", "CSRF2"),
        ] {
            lines = lines.map { $0.replacing(value, with: word) }
        }
        return lines
    }

    @Test func `C3 C13 without arguments they are as strict as browsers know`() throws {
        #expect(
            try Self.lines(CookieCarrier()) == [
                "__Host-access_token=ACCESS; Max-Age=900; Path=/; Secure; HttpOnly; SameSite=Lax",
                "csrf_access_token=CSRF1; Max-Age=900; Path=/; Secure; SameSite=Lax",
                "__Host-refresh_token=REFRESH; Max-Age=2592000; Path=/; Secure; HttpOnly; SameSite=Lax",
                "csrf_refresh_token=CSRF2; Max-Age=2592000; Path=/; Secure; SameSite=Lax",
            ])
    }

    @Test func `each attribute can be said`() throws {
        let cookie = CookieCarrier(
            accessName: "acc", refreshPath: "/refresh", domain: "example.com", sameSite: SameSite.none,
            isPartitioned: true, isPersistent: false,
            csrf: CSRFProtection(cookieName: nil, refreshCookiePath: "/refresh"))
        #expect(
            try Self.lines(cookie) == [
                "acc=ACCESS; Domain=example.com; Path=/; Secure; HttpOnly; SameSite=None; Partitioned",
                "__Secure-refresh_token=REFRESH; Domain=example.com; Path=/refresh; Secure; HttpOnly; SameSite=None; Partitioned",
                "csrf_refresh_token=CSRF2; Domain=example.com; Path=/refresh; Secure; SameSite=None; Partitioned",
            ])
        #expect(try Self.lines(cookie, isPersistent: true)[0].contains("; Max-Age=900;"))
        #expect(try !Self.lines(CookieCarrier(), isPersistent: false)[0].contains("Max-Age"))
        let plain = CookieCarrier(sameSite: nil, insecureHTTP: true)
        #expect(try Self.lines(plain)[0] == "access_token=ACCESS; Max-Age=900; Path=/; HttpOnly")
    }

    @Test func `C3 a removal has the same attributes and no life`() throws {
        let lines = CookieCarrier(domain: "example.com").removal().map(\.headerValue)
        #expect(lines.count == 4)
        for line in lines {
            #expect(
                line.contains("=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Domain=example.com; Path=/; Secure")
            )
            #expect(line.hasSuffix("SameSite=Lax"))
        }
        #expect(lines.count { $0.contains("HttpOnly") } == 2)
        #expect(CookieCarrier().removal(of: [.access]).map(\.name) == ["__Host-access_token", "csrf_access_token"])
    }

    struct Bad: Sendable, CustomStringConvertible {
        let description: String
        let cookie: CookieCarrier
        let code: PolicyError.Code

        init(_ description: String, _ code: PolicyError.Code, _ cookie: CookieCarrier) {
            self.description = description
            self.code = code
            self.cookie = cookie
        }
    }

    @Test(arguments: [
        Bad("a name with a space", .invalidCookie, CookieCarrier(accessName: "a b")),
        Bad("an empty name", .invalidCookie, CookieCarrier(refreshName: "")),
        Bad("a name with a line", .invalidCookie, CookieCarrier(accessName: "a\r\nSet-Cookie: x")),
        Bad("one name for both", .invalidCookie, CookieCarrier(accessName: "t", refreshName: "t")),
        Bad("a path without slash", .invalidCookie, CookieCarrier(accessPath: "app")),
        Bad("a path with a semicolon", .invalidCookie, CookieCarrier(accessPath: "/;Domain=x")),
        Bad("a domain with a semicolon", .invalidCookie, CookieCarrier(domain: "a;b")),
        Bad("an empty domain", .invalidCookie, CookieCarrier(domain: "")),
        Bad("a domain of dots", .invalidCookie, CookieCarrier(domain: "..")),
        Bad("__Host- with a domain", .invalidCookie, CookieCarrier(accessName: "__Host-a", domain: "example.com")),
        Bad("__Host- with a path", .invalidCookie, CookieCarrier(accessName: "__HOST-a", accessPath: "/app")),
        Bad("__Host- over HTTP", .invalidCookie, CookieCarrier(accessName: "__host-a", insecureHTTP: true)),
        Bad("__Secure- over HTTP", .invalidCookie, CookieCarrier(accessName: "__Secure-a", insecureHTTP: true)),
        Bad("SameSite=None over HTTP", .insecureCookie, CookieCarrier(sameSite: SameSite.none, insecureHTTP: true)),
        Bad("Partitioned over HTTP", .insecureCookie, CookieCarrier(insecureHTTP: true, isPartitioned: true)),
        Bad("a CSRF header with a space", .invalidCookie, CookieCarrier(csrf: CSRFProtection(headerName: "X CSRF"))),
        Bad("a CSRF cookie with a comma", .invalidCookie, CookieCarrier(csrf: CSRFProtection(cookieName: "a,b"))),
        Bad(
            "a CSRF cookie over the token's", .invalidCookie,
            CookieCarrier(accessName: "t", csrf: .init(cookieName: "t"))),
        Bad(
            "one CSRF cookie for both", .invalidCookie,
            CookieCarrier(csrf: .init(cookieName: "c", refreshCookieName: "c"))),
        Bad("an empty form field", .invalidCookie, CookieCarrier(csrf: CSRFProtection(formField: ""))),
    ])
    func `C2 what no browser keeps, or what protects nothing, is refused at the start`(_ bad: Bad) {
        #expect(throws: PolicyError(bad.code)) {
            try TokenAuthority(signingKey: .hs256(secret: Issuer.secret), accept: [.cookie(bad.cookie)])
        }
    }

    @Test func `the answer's body holds no token`() throws {
        let auth = try TokenAuthority(signingKey: .hs256(secret: Issuer.secret), accept: [.cookie()])
        let pair = try auth.tokenPair(for: "ada")
        let body = try #require(try JSONValue(parsing: auth.inCookies(pair).json).object)
        #expect(body.members.map(\.name) == ["expires_in", "csrf_token", "refresh_csrf_token"])
        #expect(
            body["csrf_token"]?.string == pair.csrfToken && body["refresh_csrf_token"]?.string == pair.refreshCSRFToken)
        #expect(try String(decoding: auth.removingCookies().json, as: UTF8.self) == "{}")
        let headers = try TokenAuthority(signingKey: .hs256(secret: Issuer.secret))
        #expect(throws: PolicyError(.noCookies)) { try headers.inCookies(pair) }
        #expect(throws: PolicyError(.noCookies)) { try headers.removingCookies() }
    }

    @Test func `nothing of a cookie is printed by mistake`() throws {
        let auth = try TokenAuthority(signingKey: .hs256(secret: Issuer.secret), accept: [.cookie()])
        let pair = try auth.tokenPair(for: "ada")
        let response = try auth.inCookies(pair)
        var texts = ["\(response)", "\(response.cookies)"]
        dump(response, to: &texts[0])
        for text in texts { #expect(!text.contains(pair.accessToken) && !text.contains(pair.csrfToken ?? "-")) }
    }
}
