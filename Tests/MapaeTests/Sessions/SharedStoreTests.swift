import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import Mapae

#if Server
import Dispatch
import MapaeSQL
#endif

@Suite("Several processes on one store")
struct SharedStoreTests {
    @Test func `what one revokes the other knows after its next look (R11)`() async throws {
        let store = MemoryStore()
        let here = try SessionBench(store)
        let there = try SessionBench(store, time: here.time)
        let tokens = try await here.sessions.begin(for: "ada")
        let single = try here.authority.accessToken(for: "ada").accessToken
        #expect(await there.refusal(tokens.accessToken) == nil)
        #expect(await there.refusal(single) == nil)
        try await here.sessions.revoke(tokens.accessToken)
        try await here.sessions.revoke(single)
        await there.sessions.tick()
        #expect(await there.refusal(tokens.accessToken) == .revoked)
        #expect(await there.refusal(single) == .revoked)
        // A refresh asks the store, and knows without a look.
        let other = try await here.sessions.begin(for: "ada")
        let refresh = try await there.verify(try #require(other.refreshToken), .refresh)
        try await here.sessions.endAll(of: "ada")
        await #expect(throws: TokenError(.sessionEnded)) { try await there.sessions.rotate(refresh) }
    }

    @Test("a watch learns it by itself, and ends when it is cancelled (R11)", .timeLimit(.minutes(5)))
    func watch() async throws {
        let store = MemoryStore()
        let policy = try SessionPolicy(pollInterval: .milliseconds(10))
        let here = try SessionBench(store)
        let there = try SessionBench(store, policy: policy, time: here.time)
        let watching = Task { await there.sessions.watch() }
        let tokens = try await here.sessions.begin(for: "ada")
        #expect(await there.refusal(tokens.accessToken) == nil)
        try await here.sessions.revoke(tokens.accessToken)
        while await there.refusal(tokens.accessToken) != .revoked { await Task.yield() }
        watching.cancel()
        await watching.value
    }

    @Test func `how old is what is known is told, and a look that fails makes it no younger (D7)`() async throws {
        let store = FaultyStore()
        let bench = try SessionBench(store)
        #expect(bench.sessions.ageOfKnowledge == nil)
        try await bench.sessions.start()
        #expect(try #require(bench.sessions.ageOfKnowledge) < .seconds(60))
        bench.sessions.housekeeping.noteLook(at: .now - .seconds(100))
        store.set(.before)
        await bench.sessions.tick()
        #expect(try #require(bench.sessions.ageOfKnowledge) >= .seconds(100))
        store.set(.none)
        await bench.sessions.tick()
        #expect(try #require(bench.sessions.ageOfKnowledge) < .seconds(60))
    }

    @Test func `a process that begins later knows all that is still of use`() async throws {
        let store = MemoryStore()
        let here = try SessionBench(store)
        var tokens: [String] = []
        for _ in 0..<2500 { tokens.append(try here.authority.accessToken(for: "ada").accessToken) }
        for token in tokens { try await here.sessions.revoke(token) }
        let there = try SessionBench(store, time: here.time)
        try await there.sessions.start()
        #expect(there.sessions.revocations.count == 2500)
        for token in tokens { #expect(await there.refusal(token) == .revoked) }
        here.time.advance(by: .seconds(1801 + 86_400))
        let late = try SessionBench(store, time: here.time)
        try await late.sessions.start()
        #expect(late.sessions.revocations.count == 0)
    }

    @Test func `what is over goes from the store too (R13)`() async throws {
        let store = MemoryStore()
        let bench = try SessionBench(store, token: TokenPolicy(refreshTokenLifetime: .seconds(1000)))
        for _ in 0..<100 {
            let tokens = try await bench.sessions.begin(for: "ada")
            _ = try await bench.refresh(tokens.refreshToken)
            _ = try await bench.sessions.begin(for: "grace")
            try await bench.sessions.revoke(tokens.accessToken)
            bench.time.advance(by: .seconds(1000))
            await bench.sessions.tick()
        }
        // 1000 seconds of a refresh token, or 900 of an access token and 900 more for what may have been made of it; and a day of
        // patience.
        #expect(try await store.sessions(of: "grace").count <= 89)
        #expect(try await store.revocations(after: 0, limit: 200).revocations.count <= 90)
        #expect(bench.sessions.revocations.count <= 91)
    }

    @Test func `replays are wiped when their window is over`() async throws {
        let store = MemoryStore()
        let bench = try SessionBench(store)
        let tokens = try await bench.sessions.begin(for: "ada")
        _ = try await bench.refresh(tokens.refreshToken)
        bench.time.advance(by: .milliseconds(9999))
        await bench.sessions.tick()
        #expect(try await store.sessions(of: "ada").first?.replays.count == 1)
        bench.time.advance(by: .milliseconds(1))
        await bench.sessions.tick()
        #expect(try await store.sessions(of: "ada").first?.replays.isEmpty == true)
        #expect(try await bench.refreshRefusal(tokens.refreshToken) == .refreshTokenReused)
    }

    #if Server
    @Test("two on one database file give one token one successor, whoever is asked (D10, R2)")
    func twoStores() async throws {
        try await SQLiteFolder.with { folder in
            try await folder.store { one in
                try await folder.store { two in
                    let here = try SessionBench(one)
                    let there = try SessionBench(two, time: here.time)
                    var tokens = try await here.sessions.begin(for: "ada")
                    for _ in 0..<10 {
                        let token = tokens.refreshToken
                        let answers = try await withThrowingTaskGroup(of: TokenResponse.self) { group in
                            for number in 0..<16 {
                                group.addTask { try await (number.isMultiple(of: 2) ? here : there).refresh(token) }
                            }
                            return try await group.reduce(into: []) { $0.append($1) }
                        }
                        #expect(Set(answers.map(\.refreshToken)).count == 1)
                        tokens = answers[0]
                    }
                    let kinds = here.notes.kinds + there.notes.kinds
                    #expect(kinds.filter { $0 == .refreshed }.count == 10)
                    #expect(kinds.filter { $0 == .replayed }.count == 150)
                    try await there.sessions.endAll(of: "ada")
                    await here.sessions.tick()
                    #expect(await here.refusal(tokens.accessToken) == .revoked)
                }
            }
        }
    }

    @Test("tokens are answered while the database is locked, and a refresh is told to wait (R6, D7)")
    func locked() async throws {
        try await SQLiteFolder.with { folder in
            try await folder.store { store in
                let bench = try SessionBench(store)
                let tokens = try await bench.sessions.begin(for: "ada")
                let dead = try await bench.sessions.begin(for: "ada")
                try await bench.sessions.revoke(dead.accessToken)
                try await folder.store { other in
                    try await other.database.write { _ in
                        // The only write lock is held until this closure returns.
                        let asked = DispatchSemaphore(value: 0)
                        Task {
                            defer { asked.signal() }
                            #expect(await bench.refusal(tokens.accessToken) == nil)
                            #expect(await bench.refusal(dead.accessToken) == .revoked)
                            await bench.sessions.tick()
                            #expect(await bench.refusal(tokens.accessToken) == nil)
                            let refusal = try await bench.refreshRefusal(tokens.refreshToken)
                            #expect(refusal == .temporarilyUnavailable)
                        }
                        asked.wait()
                    }
                }
                #expect(try await bench.refreshRefusal(tokens.refreshToken) == nil)
                #expect(bench.notes.events.contains { $0.kind == .storeFailed && $0.error == StoreError(.busy) })
            }
        }
    }
    #endif
}
