import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Logins in a browser")
struct BrowserLoginTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test("C14, R15: the cookie has 256 random bits, of which the store has a digest")
    func secret() async throws {
        let browser = try await bench.browserLogin()
        let parts = browser.cookie.split(separator: ".").map { String($0) }
        #expect(parts.count == 2 && parts[1].utf8.count == 43 && parts[0] == browser.login.sessionID)
        let record = try #require(try await bench.store.session(id: parts[0]))
        #expect(record.current.count == 32 && record.current != TokenDigest.of(parts[1]))
        #expect(!"\(browser)".contains(parts[1]))
        let login = try #require(try await bench.server.login(cookie: browser.cookie))
        #expect(login == browser.login && login.authTime == bench.time.now.seconds && login.amr == ["pwd"])
    }

    @Test("Nothing else is a cookie: not another's secret, not a part, not a token of the same user")
    func wrong() async throws {
        let browser = try await bench.browserLogin()
        let other = try await bench.browserLogin()
        let parts = browser.cookie.split(separator: ".").map { String($0) }
        let rival = other.cookie.split(separator: ".").map { String($0) }
        let token = try await bench.sessions.begin(for: "u1").accessToken
        let bad = [
            "", ".", parts[0], "\(parts[0]).", ".\(parts[1])", "\(parts[0]).\(rival[1])", "\(browser.cookie).",
            "\(parts[0]).\(parts[1].dropLast())", browser.cookie + "A", token, "\(browser.cookie)=",
            String(repeating: "A", count: 10_000),
        ]
        for cookie in bad { #expect(try await bench.server.login(cookie: cookie) == nil, "\(cookie)") }
    }

    @Test("C10, C11: it is over with its session, with all sessions of the user, and after a day")
    func ends() async throws {
        let one = try await bench.browserLogin()
        _ = try await bench.sessions.end(session: try #require(one.login.sessionID), of: "u1")
        #expect(try await bench.server.login(cookie: one.cookie) == nil)
        let two = try await bench.browserLogin()
        _ = try await bench.sessions.endAll(of: "u1")
        #expect(try await bench.server.login(cookie: two.cookie) == nil)
        let three = try await bench.browserLogin()
        bench.time.advance(by: .seconds(86_399))
        #expect(try await bench.server.login(cookie: three.cookie) != nil)
        bench.time.advance(by: .seconds(1))
        #expect(try await bench.server.login(cookie: three.cookie) == nil)
    }

    @Test("A login that was under way when all sessions ended does not begin")
    func epoch() async throws {
        let epoch = try await bench.sessions.epoch(of: "u1")
        _ = try await bench.sessions.endAll(of: "u1")
        await #expect(throws: OAuthError(.temporarilyUnavailable)) {
            try await bench.server.beginLogin(of: "u1", epoch: epoch)
        }
    }

    @Test("C1: each login has a new secret; the same user's goes on, another's ends")
    func renewal() async throws {
        bench.users["u2"] = [:]
        let client = try await bench.client("c1")
        let first = try await bench.browserLogin()
        let grant = try await bench.grant(client, login: first.login)
        bench.time.advance(by: .seconds(60))
        let second = try await bench.browserLogin(replacing: first.cookie)
        #expect(second.cookie != first.cookie && second.login.sessionID == first.login.sessionID)
        #expect(second.login.authTime == first.login.authTime + 60)
        #expect(try await bench.server.login(cookie: first.cookie) == nil)
        let refreshed = try await bench.refresh(client, try grant.refreshToken)
        #expect(refreshed.status == 200)
        let third = try await bench.browserLogin("u2", replacing: second.cookie)
        #expect(third.login.sessionID != second.login.sessionID)
        #expect(try await bench.server.login(cookie: second.cookie) == nil)
        #expect(try await bench.refresh(client, try refreshed.refreshToken).error == "invalid_grant")
        // A cookie that somebody has made up is of no consequence.
        let fourth = try await bench.browserLogin("u2", replacing: "AAAAAAAAAAAAAAAAAAAAAA.AAAA")
        #expect(try await bench.server.login(cookie: fourth.cookie) != nil)
        #expect(try await bench.server.login(cookie: third.cookie) != nil)
    }

    @Test("Who logs in again has a whole day again")
    func renewedEnd() async throws {
        let first = try await bench.browserLogin()
        bench.time.advance(by: .seconds(80_000))
        let second = try await bench.browserLogin(replacing: first.cookie)
        #expect(second.login.sessionID == first.login.sessionID)
        bench.time.advance(by: .seconds(86_399))
        #expect(try await bench.server.login(cookie: second.cookie) != nil)
        bench.time.advance(by: .seconds(1))
        #expect(try await bench.server.login(cookie: second.cookie) == nil)
    }

    @Test("A code is worth nothing when the login in which it was given is over")
    func code() async throws {
        let client = try await bench.client("c1") { $0.isFirstParty = true }
        let browser = try await bench.browserLogin()
        let login = try #require(try await bench.server.login(cookie: browser.cookie))
        let code = try await bench.authorize(client, login: login).value("code")
        _ = try await bench.sessions.end(session: try #require(login.sessionID), of: "u1")
        #expect(try await bench.redeem(client, code).error == "invalid_grant")
    }
}
