import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("A user lets a device in (RFC 8628)")
struct DeviceVerificationTests {
    private let bench: OAuthBench

    init() throws {
        bench = try OAuthBench()
        bench.users["u2"] = [:]
    }

    private func begin(_ client: Client, _ pairs: [(String, String)] = [("scope", "openid read")]) async throws -> Reply
    {
        try Reply(
            await bench.server.authorizeDevice(
                headers: OAuthBench.headers(client), body: OAuthBench.form(OAuthBench.authenticated(client, pairs))))
    }

    private func poll(_ client: Client, _ reply: Reply) async throws -> Reply {
        try await bench.token(
            client, [("grant_type", GrantType.deviceCode.rawValue), ("device_code", try reply.text("device_code"))])
    }

    @Test("The device gets two codes, the user types one and agrees, and the device gets tokens")
    func story() async throws {
        let client = try await bench.client("tv", method: "none", #""client_name":"Television""#)
        let reply = try await begin(client)
        #expect(
            reply.names == [
                "device_code", "user_code", "verification_uri", "verification_uri_complete", "expires_in", "interval",
            ])
        let code = try reply.text("user_code")
        #expect(code.wholeMatch(of: /[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}/) != nil)
        #expect(try reply.text("verification_uri") == "\(OAuthBench.issuer)/device")
        #expect(try reply.text("verification_uri_complete") == "\(OAuthBench.issuer)/device?user_code=\(code)")
        #expect(reply["expires_in"]?.integer == 600 && reply["interval"]?.integer == 5)
        #expect(try await poll(client, reply).error == "authorization_pending")
        #expect(await bench.server.verifyDevice(code, login: nil).isLogin)
        let login = try await bench.login()
        let typed = " \(code.lowercased().replacing("-", with: " ")) "
        let prompt = try #require(await bench.server.verifyDevice(typed, login: login).prompt)
        #expect(
            prompt.userCode == code && prompt.display.name == "Television"
                && prompt.scopes.values == ["openid", "read"])
        #expect(await bench.server.decideDevice(code, login: login, isAllowed: true).decision == true)
        bench.time.advance(by: .seconds(5))
        let tokens = try await poll(client, reply)
        #expect(tokens.status == 200)
        #expect(try tokens.claims("id_token")["sub"]?.string == "u1")
        #expect(try await bench.audit().contains("device_approved"))
    }

    @Test("Who says no ends it")
    func denial() async throws {
        let client = try await bench.client("tv", method: "none")
        let reply = try await begin(client)
        let code = try reply.text("user_code")
        let login = try await bench.login()
        _ = await bench.server.verifyDevice(code, login: login)
        #expect(await bench.server.decideDevice(code, login: login, isAllowed: false).decision == false)
        #expect(try await poll(client, reply).error == "access_denied")
        #expect(await bench.server.decideDevice(code, login: login, isAllowed: true).isUnknown)
    }

    @Test(
        "O46: it is the user's who looks at it first; nobody else can decide, nobody without looking, and nobody twice")
    func owner() async throws {
        let client = try await bench.client("tv", method: "none")
        let code = try await begin(client).text("user_code")
        let (login, other) = (try await bench.login(), try await bench.login("u2"))
        #expect(await bench.server.decideDevice(code, login: login, isAllowed: true).isUnknown)
        #expect(await bench.server.verifyDevice(code, login: login).prompt != nil)
        #expect(await bench.server.verifyDevice(code, login: other).isUnknown)
        #expect(await bench.server.decideDevice(code, login: other, isAllowed: true).isUnknown)
        let (server, count) = (bench.server, 32)
        let decisions = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<count {
                group.addTask {
                    await server.decideDevice(code, login: login, isAllowed: index % 2 == 0).decision != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(decisions == 1)
    }

    @Test(
        "O46: after five wrong codes of a user, or twenty from a network, nobody may guess until ten minutes are over")
    func guesses() async throws {
        let client = try await bench.client("tv", method: "none")
        let code = try await begin(client).text("user_code")
        let login = try await bench.login()
        for _ in 0..<5 { #expect(await bench.server.verifyDevice("BBBB-BBBB", login: login).isUnknown) }
        #expect(await bench.server.verifyDevice(code, login: login).retryAfter == 600)
        #expect(await bench.server.decideDevice(code, login: login, isAllowed: true).retryAfter == 600)
        let other = try await bench.login("u2")
        #expect(await bench.server.verifyDevice(code, login: other).prompt != nil)
        bench.time.advance(by: .seconds(599))
        #expect(await bench.server.verifyDevice(code, login: login).retryAfter == 1)
        bench.time.advance(by: .seconds(1))
        #expect(await bench.server.verifyDevice("BBBB-BBBB", login: login).isUnknown)
        for number in 0..<20 {
            let login = UserLogin(subject: "x\(number)", sessionID: nil, epoch: 0, authTime: 0)
            #expect(await bench.server.verifyDevice("CCCC-CCCC", login: login, network: "192.0.2.0/24").isUnknown)
        }
        let late = UserLogin(subject: "y", sessionID: nil, epoch: 0, authTime: 0)
        #expect(await bench.server.verifyDevice("CCCC-CCCC", login: late, network: "192.0.2.0/24").retryAfter == 600)
        #expect(await bench.server.verifyDevice("CCCC-CCCC", login: late, network: "198.51.100.0/24").isUnknown)
    }

    @Test("What is right costs no guess")
    func rightGuesses() async throws {
        let client = try await bench.client("tv", method: "none")
        let code = try await begin(client).text("user_code")
        let login = try await bench.login()
        for _ in 0..<20 { #expect(await bench.server.verifyDevice(code, login: login).prompt != nil) }
        // What looks like no code is nobody's guess.
        for text in ["", "AAAA-AAAA", "BCDFGHJ", "BCDFGHJKL", "ＢＣＤＦＧＨＪＫ", String(repeating: "B", count: 100)] {
            for _ in 0..<6 { #expect(await bench.server.verifyDevice(text, login: login).isUnknown, "\(text)") }
        }
    }

    @Test("After its time there is none, and its client can be none that was removed")
    func ends() async throws {
        let client = try await bench.client("tv", method: "none")
        let code = try await begin(client).text("user_code")
        let login = try await bench.login()
        #expect(await bench.server.verifyDevice(code, login: login).prompt != nil)
        bench.time.advance(by: .seconds(600))
        #expect(await bench.server.verifyDevice(code, login: login).isUnknown)
        #expect(await bench.server.decideDevice(code, login: login, isAllowed: true).isUnknown)
    }

    @Test("A device's request is checked as all others are")
    func errors() async throws {
        let client = try await bench.client("tv", method: "none")
        #expect(try await begin(client, [("scope", "admin")]).error == "invalid_scope")
        #expect(try await begin(client, [("scope", "read"), ("resource", "nowhere")]).error == "invalid_target")
        #expect(try await begin(client, [("scope", "read"), ("scope", "read")]).error == "invalid_request")
        let other = try await bench.client("web")
        let web = Client(
            id: try #require(ClientID("codes")),
            metadata: try ClientMetadata(
                parsing: Array(#"{"redirect_uris":["https://a.example/"],"token_endpoint_auth_method":"none"}"#.utf8),
                policy: .sample()))
        #expect(try await bench.store.insertIfAbsent(web.record(createdAt: 0), recording: []))
        #expect(try await begin(web).error == "unauthorized_client")
        let unauthenticated = try Reply(
            await bench.server.authorizeDevice(
                headers: [.contentType: "application/x-www-form-urlencoded"],
                body: OAuthBench.form([("client_id", other.id.text)])))
        #expect(unauthenticated.status == 401 && unauthenticated.error == "invalid_client")
    }

    @Test("The memory for guesses is bounded: a full one lets nobody guess, and forgets nobody's wrong codes")
    func memory() {
        let guesses = UserCodeGuesses()
        let now = bench.time.now
        for _ in 0..<5 { #expect(guesses.take(subject: "victim", network: nil, at: now) == nil) }
        for number in 0..<20_000 { _ = guesses.take(subject: "u\(number)", network: nil, at: now) }
        #expect(guesses.take(subject: "new", network: nil, at: now) == 600)
        #expect(guesses.take(subject: "victim", network: nil, at: now) == 600)
        #expect(guesses.take(subject: "new", network: nil, at: now.advanced(by: .seconds(600))) == nil)
        // After a clock was set back by more than the window nobody waits longer than it.
        #expect(guesses.take(subject: "victim", network: nil, at: now.advanced(by: .seconds(-3600))) == nil)
    }
}

extension DeviceStep {
    fileprivate var prompt: DevicePrompt? { if case .confirm(let prompt) = self { prompt } else { nil } }
    fileprivate var isLogin: Bool { if case .login = self { true } else { false } }
    fileprivate var isUnknown: Bool { if case .unknownCode = self { true } else { false } }
    fileprivate var decision: Bool? { if case .decided(let isAllowed) = self { isAllowed } else { nil } }
    fileprivate var retryAfter: Int64? { if case .tooMany(let seconds) = self { seconds } else { nil } }
}
