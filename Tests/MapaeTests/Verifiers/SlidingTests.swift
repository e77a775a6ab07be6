import Mapae
import MapaeJOSE
import MapaeTesting
import Testing

@Suite("Access tokens that are renewed while they are used")
struct SlidingTests {
    private let issuer: Issuer
    private let half: Duration = .seconds(450)
    private let day: Duration = .seconds(3600)

    init() throws { issuer = try Issuer() }

    @Test func `a token is renewed when it ends soon, and says the same`() throws {
        let auth = issuer.authority
        let first = try auth.verify(
            auth.accessToken(for: "ada", fresh: true, scopes: ["a", "b"], claims: ["role": "admin"]).accessToken)
        #expect(try auth.renewed(first, whenLessThan: half, upTo: day) == nil)
        issuer.time.advance(by: .seconds(451))
        let response = try #require(try auth.renewed(first, whenLessThan: half, upTo: day))
        let second = try auth.verify(response.accessToken)
        #expect(second.subject == "ada" && second.scopes == ["a", "b"] && second.claims["role"]?.string == "admin")
        #expect(!second.isFresh && second.tokenID != first.tokenID)
        #expect(second.claims["auth_time"]?.integer == Issuer.start.seconds)
        #expect(response.expiresIn == 900 && response.scopes == ["a", "b"])
    }

    @Test func `R10 C11 the limit counts from the login, however often a token is renewed`() throws {
        let auth = issuer.authority
        var token = try auth.verify(auth.accessToken(for: "ada").accessToken)
        var renewals = 0
        while true {
            issuer.time.advance(by: .seconds(500))
            guard let response = try auth.renewed(token, whenLessThan: half, upTo: day) else { break }
            token = try auth.verify(response.accessToken)
            #expect(token.expirationTime <= Issuer.start.advanced(by: day))
            renewals += 1
        }
        #expect(renewals == 6)
        #expect(token.expirationTime == Issuer.start.advanced(by: day))
    }

    @Test func `a refresh token is not renewed`() throws {
        let auth = issuer.authority
        let refresh = try #require(try auth.tokenPair(for: "ada").refreshToken)
        let token = try auth.verify(refresh, .refresh)
        #expect(try auth.renewed(token, whenLessThan: .seconds(100_000_000), upTo: .seconds(100_000_000)) == nil)
    }

    @Test(arguments: [true, false, nil])
    func `a renewed token keeps what the login chose, and the CSRF value that is open in a form`(_ choice: Bool?) throws
    {
        let time = ManualClock(at: Issuer.start)
        let auth = try TokenAuthority(
            signingKey: .hs256(secret: Issuer.secret), accept: [.cookie(CookieCarrier(isPersistent: true))],
            clock: time.clock)
        let first = try auth.tokenPair(for: "ada", isPersistent: choice)
        time.advance(by: .seconds(600))
        let token = try auth.verify(first.accessToken)
        let second = try #require(try auth.renewed(token, whenLessThan: half, upTo: day))
        #expect(second.isPersistent == choice && second.csrfToken == first.csrfToken && second.csrfToken != nil)
        for cookie in try auth.inCookies(first).cookies + auth.inCookies(second).cookies {
            #expect((cookie.maxAge != nil) == (choice ?? true))
        }
        let third = try #require(
            try auth.renewed(try auth.verify(second.accessToken), whenLessThan: .seconds(3600), upTo: day))
        #expect(third.isPersistent == choice)
    }
}
