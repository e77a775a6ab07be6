import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("A device gets tokens once its user has agreed")
struct DeviceGrantTests {
    private let bench: OAuthBench
    private let code = "device-code-of-256-bits"

    init() throws { bench = try OAuthBench() }

    private func request(_ client: Client, scope: String = "openid read") async throws {
        let record = DeviceCodeRecord(
            digest: TokenDigest.of(code), userCodeDigest: TokenDigest.of("BCDFGHJK"), clientID: client.id.text,
            grantID: "AAAAAAAAAAAAAAAAAAAAAA", endsAt: bench.time.now.seconds + 600,
            details: DeviceRequestDetails(scopes: try ScopeList(parsing: scope), resources: []).json,
            state: DeviceCodeState.pending.rawValue, interval: 5)
        #expect(try await bench.store.insertIfAbsent(record, recording: []))
    }

    private func decide(_ state: DeviceCodeState, scope: String = "openid read", login: UserLogin? = nil) async throws {
        let user: UserLogin
        if let login { user = login } else { user = try await bench.login() }
        let scopes = try ScopeList(parsing: scope)
        _ = try await bench.store.change(deviceCode: TokenDigest.of(code)) { found in
            guard var request = found?.request else { return GrantChange(.keep, outcome: ()) }
            request.state = state.rawValue
            request.subject = user.subject
            request.loginID = user.sessionID
            request.epoch = user.epoch
            request.decision = DeviceDecision.json(GrantedAuthorization(scopes: scopes, login: user))
            return GrantChange(.put(request), outcome: ())
        }
    }

    private func poll(_ client: Client, code: String? = nil) async throws -> Reply {
        try await bench.token(
            client, [("grant_type", GrantType.deviceCode.rawValue), ("device_code", code ?? self.code)])
    }

    @Test("RFC 8628 section 3.5: it waits, and then gets tokens, once")
    func story() async throws {
        let client = try await bench.client("tv", method: "none")
        try await request(client)
        for _ in 0..<3 {
            let reply = try await poll(client)
            #expect(reply.status == 400 && reply.error == "authorization_pending")
            bench.time.advance(by: .seconds(5))
        }
        try await decide(.approved)
        let reply = try await poll(client)
        #expect(reply.names == ["access_token", "token_type", "expires_in", "refresh_token", "scope", "id_token"])
        #expect(try reply.claims("id_token")["sub"]?.string == "u1")
        #expect(try await poll(client).error == "invalid_grant")
        #expect(try await bench.refresh(client, reply.refreshToken).status == 200)
        #expect(try await bench.audit().contains("grant_began"))
    }

    @Test("O46: who asks too early waits five seconds longer, each time, by the server's clock")
    func slowDown() async throws {
        let client = try await bench.client("tv", method: "none")
        try await request(client)
        #expect(try await poll(client).error == "authorization_pending")
        bench.time.advance(by: .milliseconds(4999))
        #expect(try await poll(client).error == "slow_down")
        bench.time.advance(by: .milliseconds(9999))
        #expect(try await poll(client).error == "slow_down")
        bench.time.advance(by: .seconds(15))
        #expect(try await poll(client).error == "authorization_pending")
        // A clock that is set back does not lock the device out.
        bench.time.advance(by: .seconds(-100))
        #expect(try await poll(client).error == "slow_down")
        bench.time.advance(by: .seconds(20))
        #expect(try await poll(client).error == "authorization_pending")
        // Who has agreed need not wait for it.
        try await decide(.approved)
        #expect(try await poll(client).status == 200)
    }

    @Test("A request that has died, was denied, is unknown or another client's brings nothing")
    func refused() async throws {
        let client = try await bench.client("tv", method: "none")
        let other = try await bench.client("c2", method: "none")
        try await request(client)
        #expect(try await poll(client, code: "other").error == "invalid_grant")
        #expect(try await poll(other).error == "invalid_grant")
        try await decide(.denied)
        for _ in 0..<2 { #expect(try await poll(client).error == "access_denied") }
        bench.time.advance(by: .seconds(600))
        #expect(try await poll(client).error == "expired_token")
    }

    @Test("R9: of who has logged out, is shut out or has ended all sessions since, nothing comes")
    func userGone() async throws {
        let client = try await bench.client("tv", method: "none")
        try await request(client)
        let login = try await bench.login()
        try await decide(.approved, login: login)
        _ = try await bench.sessions.end(session: try #require(login.sessionID), of: "u1")
        #expect(try await poll(client).error == "invalid_grant")
        try await decide(.approved)
        let user = bench.users["u1"]
        bench.users["u1"] = nil
        #expect(try await poll(client).error == "invalid_grant")
        bench.users["u1"] = user
        #expect(try await poll(client).status == 200)
    }

    @Test("O46: of 64 who ask at once one gets tokens")
    func race() async throws {
        let client = try await bench.client("tv", method: "none")
        try await request(client)
        try await decide(.approved)
        let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
            for _ in 0..<64 { group.addTask { try await poll(client) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(replies.count { $0.status == 200 } == 1)
        #expect(replies.count { $0.error == "invalid_grant" } == 63)
        #expect(try await bench.grantRecord() != nil)
    }
}
