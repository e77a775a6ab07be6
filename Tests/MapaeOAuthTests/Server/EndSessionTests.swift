import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("A client logs its user out (OpenID Connect RP-Initiated Logout)")
struct EndSessionTests {
    private let bench: OAuthBench
    private static let after = "https://client.example.com/bye"
    private static let members =
        #""post_logout_redirect_uris":["https://client.example.com/bye","https://client.example.com/q?a=1"]"#

    init() throws { bench = try OAuthBench() }

    private func end(_ pairs: [(String, String)], login: UserLogin?) async -> LogoutStep {
        await bench.server.endSession(OAuthBench.form(pairs), login: login)
    }

    @Test("With an ID token of the login, also one that has expired, it ends at once, with the grants of that login")
    func story() async throws {
        let client = try await bench.client("c1", Self.members)
        let browser = try await bench.browserLogin()
        let login = browser.login
        let reply = try await bench.grant(client, login: login)
        let other = try await bench.client("c2")
        let offline = try await bench.grant(other, scope: "openid offline_access", login: login)
        bench.time.advance(by: .seconds(3600))
        let step = await end(
            [
                ("id_token_hint", try reply.text("id_token")), ("client_id", "c1"),
                ("post_logout_redirect_uri", Self.after), ("state", "a b&c"),
            ], login: login)
        #expect(step.location == "\(Self.after)?state=a%20b%26c")
        #expect(try await bench.server.login(cookie: browser.cookie) == nil)
        #expect(try await bench.refresh(client, try reply.refreshToken).error == "invalid_grant")
        #expect(try await bench.refresh(other, try offline.refreshToken).status == 200)
        // Once more is no error, and there is nobody to ask.
        let again = await end([("id_token_hint", try reply.text("id_token"))], login: nil)
        #expect(again.isDone && again.location == nil)
    }

    @Test("Without one, or with that of another login, the user is asked")
    func confirmation() async throws {
        let client = try await bench.client("c1", Self.members)
        let old = try await bench.login()
        let token = try await bench.grant(client, login: old).text("id_token")
        bench.time.advance(by: .seconds(60))
        let browser = try await bench.browserLogin()
        bench.users["u2"] = [:]
        let other = try await bench.browserLogin("u2")
        for (pairs, login) in [
            ([], browser.login), ([("client_id", "c1")], browser.login),
            ([("id_token_hint", token)], browser.login), ([("id_token_hint", token)], other.login),
            ([("client_id", "c1"), ("post_logout_redirect_uri", Self.after)], browser.login),
        ] as [([(String, String)], UserLogin)] {
            let step = await end(pairs, login: login)
            let prompt = try #require(step.prompt, "\(pairs)")
            #expect(await bench.server.confirmEndSession(prompt.ticket, login: login, isWanted: false).isDeclined)
            #expect(try await bench.server.login(cookie: browser.cookie) != nil)
        }
        let prompt = try #require(
            await end([("client_id", "c1"), ("post_logout_redirect_uri", Self.after)], login: browser.login).prompt)
        #expect(prompt.clientID == client.id && prompt.target?.text == Self.after)
        let step = await bench.server.confirmEndSession(prompt.ticket, login: browser.login, isWanted: true)
        #expect(step.location == Self.after)
        #expect(try await bench.server.login(cookie: browser.cookie) == nil)
        #expect(try await bench.server.login(cookie: other.cookie) != nil)
    }

    @Test(
        "O9: the browser is led only to exactly an address that the client has registered for this, and nothing has ended else"
    )
    func addresses() async throws {
        let client = try await bench.client("c1", Self.members)
        try await bench.client("c2")
        let browser = try await bench.browserLogin()
        let token = try await bench.grant(client, login: browser.login).text("id_token")
        let hint = ("id_token_hint", token)
        let address = { (text: String) in ("post_logout_redirect_uri", text) }
        let bad: [[(String, String)]] =
            [
                "https://evil.example/", "https://client.example.com/bye/", "https://client.example.com/bye?x",
                "https://client.example.com/Bye", "https://client.example.com/bye#", "//evil.example",
                "https://client.example.com@evil.example/bye", "javascript:alert(1)", OAuthBench.address,
                "https://client.example.com/bye\r\nX: y",
            ].map { [hint, address($0)] } + [
                [address(Self.after)], [("client_id", "c2"), address(Self.after)],
                [hint, ("client_id", "c2"), address(Self.after)], [("client_id", "nobody"), address(Self.after)],
                [hint, hint], [("id_token_hint", "x"), address(Self.after)],
                [hint, address(Self.after), ("state", "a\r\nb")],
                [hint, address(Self.after), ("state", String(repeating: "s", count: 2049))],
            ]
        for pairs in bad {
            for login in [browser.login, nil] {
                let step = await end(pairs, login: login)
                #expect(step.error != nil && step.location == nil, "\(pairs.map(\.0))")
            }
        }
        #expect(try await bench.server.login(cookie: browser.cookie) != nil)
        // Without a login only who shows a token gets the browser back.
        #expect(await end([("client_id", "c1"), address(Self.after)], login: nil).location == nil)
        #expect(await end([hint, address(Self.after)], login: nil).location == Self.after)
        let query = await end([hint, address("https://client.example.com/q?a=1"), ("state", "s")], login: nil)
        #expect(query.location == "https://client.example.com/q?a=1&state=s")
    }
}

extension LogoutStep {
    fileprivate var prompt: LogoutPrompt? { if case .confirm(let prompt) = self { prompt } else { nil } }
    var error: OAuthError? { if case .refused(let error) = self { error } else { nil } }
    fileprivate var isDeclined: Bool { if case .declined = self { true } else { false } }
    var isDone: Bool { if case .done = self { true } else { false } }
    fileprivate var location: String? { if case .done(let location) = self { location } else { nil } }
}
