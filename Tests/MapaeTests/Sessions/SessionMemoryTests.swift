import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import Mapae

@Suite("What sessions that have ended leave behind")
struct SessionMemoryTests {
    @Test("is remembered as long as access tokens live; their refresh tokens are dead because the store has no session")
    func refreshTokens() async throws {
        for backing in Backing.allCases {
            try await backing.with { store in
                let bench = try SessionBench(store)
                let tokens = try await bench.sessions.begin(for: "ada")
                let late = try await bench.verify(try #require(tokens.refreshToken), .refresh)
                try await bench.sessions.end(try await bench.verify(tokens.accessToken))
                let revoked = try await store.revocations(after: 0, limit: 9).revocations
                // The token's quarter of an hour, and as much again for what a sliding cookie makes of it.
                #expect(revoked.map(\.endsAt) == [bench.time.now.seconds + 1800])
                bench.time.advance(by: .seconds(1800 + Sessions.patience + 128))
                await bench.sessions.tick()
                #expect(bench.sessions.revocations.count == 0)
                #expect(try await store.revocations(after: 0, limit: 9).revocations.isEmpty)
                #expect(await bench.refusal(try #require(tokens.refreshToken), .refresh) == .sessionEnded)
                #expect(await bench.refusal(try #require(tokens.refreshToken), .anyType) == .sessionEnded)
                await #expect(throws: TokenError(.sessionEnded)) { try await bench.sessions.rotate(late) }
                // Also in a process that begins now.
                let anew = try SessionBench(store, time: bench.time)
                try await anew.sessions.start()
                #expect(await anew.refusal(try #require(tokens.refreshToken), .refresh) == .sessionEnded)
            }
        }
    }

    @Test("does not grow with logins and logouts that go on and on")
    func bounded() async throws {
        let bench = try SessionBench(MemoryStore())
        var most = 0
        for _ in 0..<2000 {
            try await bench.sessions.revoke(try await bench.sessions.begin(for: "ada").accessToken)
            bench.time.advance(by: .seconds(60))
            most = max(most, bench.sessions.revocations.count)
        }
        // One a minute, for half an hour and the day of patience.
        #expect((1460...1480).contains(most))
    }

    @Test("does not come back with old tokens of sessions that ended long ago")
    func oldTokens() async throws {
        let store = MemoryStore()
        let bench = try SessionBench(store)
        let tokens = try await bench.sessions.begin(for: "ada")
        try await bench.sessions.revoke(tokens.accessToken)
        bench.time.advance(by: .seconds(1800 + Sessions.patience + 128))
        await bench.sessions.tick()
        for text in [tokens.accessToken, try #require(tokens.refreshToken)] { try await bench.sessions.revoke(text) }
        #expect(bench.sessions.revocations.count == 0)
        #expect(try await store.revocations(after: 0, limit: 9).revocations.isEmpty)
    }

    @Test("is cleaned up a batch at a login, and to the end by who watches")
    func batches() async throws {
        let store = MemoryStore()
        let bench = try SessionBench(store, token: TokenPolicy(refreshTokenLifetime: .seconds(1000)))
        for number in 0..<1200 { _ = try await bench.sessions.begin(for: "user \(number)") }
        bench.time.advance(by: .seconds(1001 + Sessions.patience))
        for left in [701, 202, 3] {
            _ = try await bench.sessions.begin(for: "ada")
            #expect(try await store.sessions(after: nil, limit: 2000).count == left)
        }
        bench.time.advance(by: .seconds(1001 + Sessions.patience))
        for number in 0..<1200 { _ = try await bench.sessions.begin(for: "user \(number)") }
        bench.time.advance(by: .seconds(1001 + Sessions.patience))
        await bench.sessions.tick()
        #expect(try await store.sessions(after: nil, limit: 2000).isEmpty)
    }

    @Test("ends what was issued while access tokens lived longer, also where they live shorter now")
    func shorterLives() async throws {
        let store = MemoryStore()
        let before = try SessionBench(store, token: TokenPolicy(accessTokenLifetime: .seconds(7200)))
        let tokens = try await before.sessions.begin(for: "ada")
        let now = try SessionBench(store, token: TokenPolicy(accessTokenLifetime: .seconds(60)), time: before.time)
        try await now.sessions.endAll(of: "ada")
        now.time.advance(by: .seconds(7100))
        let later = try SessionBench(store, token: TokenPolicy(accessTokenLifetime: .seconds(60)), time: before.time)
        await later.sessions.tick()
        for bench in [now, later] { #expect(await bench.refusal(tokens.accessToken) == .revoked) }
    }

    @Test("a refresh token is refused where the store cannot be asked, and an access token is not")
    func fault() async throws {
        let store = FaultyStore()
        let bench = try SessionBench(store)
        let tokens = try await bench.sessions.begin(for: "ada")
        _ = try await bench.verify(tokens.accessToken)
        store.set(.reading)
        #expect(await bench.refusal(try #require(tokens.refreshToken), .refresh) == .temporarilyUnavailable)
        #expect(await bench.refusal(tokens.accessToken) == nil)
        store.set(.none)
        #expect(await bench.refusal(try #require(tokens.refreshToken), .refresh) == nil)
    }

    @Test("a refresh token that names another's session is of none")
    func foreign() async throws {
        let bench = try SessionBench(MemoryStore())
        let hers = try await bench.verify(try await bench.sessions.begin(for: "grace").accessToken)
        let claims: JSONValue = [
            "sub": "ada", "exp": 1_700_000_900, "type": "refresh", "jti": "j",
            "sid": .string(try #require(hers.sessionID)),
        ]
        let forged = try JWSSigner(key: try #require(SessionBench.key), type: "JWT").sign(claims.serialized())
        #expect(await bench.refusal(forged, .refresh) == .sessionEnded)
    }

    @Test("tells who has ended them, from where and why, also where there was none to end")
    func enders() async throws {
        let bench = try SessionBench(MemoryStore())
        let admin = SessionEnder("root", network: "192.0.2.0", reason: "ended_by_administrator")
        try await bench.sessions.endAll(of: "nobody", by: admin)
        for _ in 0..<2 { _ = try await bench.sessions.begin(for: "ada") }
        try await bench.sessions.endAll(of: "ada", by: admin)
        let single = try await bench.verify(try await bench.sessions.begin(for: "ada").accessToken)
        try await bench.sessions.end(session: try #require(single.sessionID), of: "ada", by: admin)
        let shown = try await bench.verify(try await bench.sessions.begin(for: "ada").accessToken)
        try await bench.sessions.end(shown, by: admin)
        let alone = try await bench.verify(try bench.authority.accessToken(for: "ada").accessToken)
        try await bench.sessions.end(alone, by: admin)
        let ends = bench.notes.events.filter { $0.kind != .began }
        #expect(ends.map(\.kind) == [.allEnded, .allEnded, .ended, .ended, .ended, .ended, .revoked])
        #expect(ends.allSatisfy { $0.ender == admin })
        #expect(ends.first?.subject == "nobody")
        #expect(bench.notes.events.filter { $0.kind == .began }.allSatisfy { $0.ender == nil })
    }
}
