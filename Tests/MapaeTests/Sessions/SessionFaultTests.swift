import HTTPTypes
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import Mapae

@Suite("When the store of sessions fails")
struct SessionFaultTests {
    private static let unavailable = TokenError(.temporarilyUnavailable)

    @Test func `nothing is issued and nothing has ended, and the same call does it later (R6)`() async throws {
        let store = FaultyStore()
        let bench = try SessionBench(store)
        let tokens = try await bench.sessions.begin(for: "ada")
        let token = try await bench.verify(tokens.accessToken)
        let single = try bench.authority.accessToken(for: "ada").accessToken
        let calls: [@Sendable () async throws -> Void] = [
            { _ = try await bench.sessions.begin(for: "ada") },
            { _ = try await bench.refresh(tokens.refreshToken) },
            { _ = try await bench.sessions.revoke(single) },
            { _ = try await bench.sessions.end(session: token.sessionID ?? "", of: "ada") },
            { _ = try await bench.sessions.end(token) },
            { _ = try await bench.sessions.revoke(tokens.accessToken) },
            { _ = try await bench.sessions.endAll(of: "ada") },
            { _ = try await bench.sessions.sessions(of: "ada") },
        ]
        store.set(.before)
        for call in calls {
            await #expect(throws: Self.unavailable) { try await call() }
            #expect(await bench.refusal(tokens.accessToken) == nil)
            #expect(await bench.refusal(single) == nil)
        }
        #expect(bench.notes.kinds.filter { $0 == .storeFailed }.count == calls.count)
        store.set(.none)
        for call in calls.prefix(4) { try await call() }
        #expect(await bench.refusal(tokens.accessToken) == .revoked)
        #expect(await bench.refusal(single) == .revoked)
        #expect(try await store.sessions(of: "ada").count == 1)
    }

    @Test func `a refresh that was done but not confirmed is done once: the client asks again (R5, R6)`() async throws {
        let store = FaultyStore()
        let bench = try SessionBench(store)
        let tokens = try await bench.sessions.begin(for: "ada")
        try await bench.sessions.start()
        store.set(.after)
        for _ in 0..<3 {
            await #expect(throws: Self.unavailable) { try await bench.refresh(tokens.refreshToken) }
        }
        store.set(.none)
        let answer = try await bench.refresh(tokens.refreshToken)
        #expect(try await bench.refresh(tokens.refreshToken).refreshToken == answer.refreshToken)
        #expect(try await bench.refreshRefusal(answer.refreshToken) == nil)
        #expect(
            bench.notes.kinds == [.began, .storeFailed, .storeFailed, .storeFailed, .replayed, .replayed, .refreshed])
    }

    @Test func `an end that was done but not confirmed is known after the next look (R4, R6)`() async throws {
        let store = FaultyStore()
        let bench = try SessionBench(store)
        let tokens = try await bench.sessions.begin(for: "ada")
        try await bench.sessions.start()
        store.set(.after)
        await #expect(throws: Self.unavailable) { try await bench.sessions.endAll(of: "ada") }
        store.set(.none)
        await bench.sessions.tick()
        #expect(await bench.refusal(tokens.accessToken) == .revoked)
    }

    @Test func `no token is taken before the store has said what is revoked, and all are after (R6)`() async throws {
        let store = FaultyStore()
        let tokens = try await SessionBench(store).sessions.begin(for: "ada")
        let bench = try SessionBench(store)
        store.set(.before)
        for _ in 0..<3 { #expect(await bench.refusal(tokens.accessToken) == .temporarilyUnavailable) }
        await #expect(throws: Self.unavailable) { try await bench.sessions.start() }
        let error = await #expect(throws: TokenError.self) { try await bench.verify(tokens.accessToken) }
        #expect(error?.rendered.status.code == 503)
        #expect(error?.rendered.headers[.retryAfter] == "1")
        // A stranger's token makes nobody ask the store.
        let count = store.count
        #expect(await bench.refusal("a.b.c") == .invalidToken)
        #expect(store.count == count)
        store.set(.none)
        #expect(await bench.refusal(tokens.accessToken) == nil)
        let asked = store.count
        for _ in 0..<100 { #expect(await bench.refusal(tokens.accessToken) == nil) }
        #expect(store.count == asked, "a protected route has asked the store")
        store.set(.before)
        #expect(await bench.refusal(tokens.accessToken) == nil)
    }

    @Test func `a watch says once that the store fails, and once that it is back`() async throws {
        let store = FaultyStore()
        let bench = try SessionBench(store)
        await bench.sessions.tick()
        store.set(.before)
        for _ in 0..<3 { await bench.sessions.tick() }
        store.set(.none)
        for _ in 0..<3 { await bench.sessions.tick() }
        #expect(bench.notes.kinds == [.storeFailed, .storeRecovered])
    }

    @Test func `records that somebody has damaged issue nothing`() async throws {
        let store = MemoryStore()
        let bench = try SessionBench(store)
        for damage in ["", "[]", "null", "{\"a\":1,\"a\":2}", "{"] {
            let tokens = try await bench.sessions.begin(for: "ada")
            let id = try #require(try await bench.verify(tokens.accessToken).sessionID)
            _ = try await store.change(session: id) { record in
                guard var record else { return SessionChange(.keep, outcome: 0) }
                record.claims = Array(damage.utf8)
                return SessionChange(.put(record), outcome: 0)
            }
            await #expect(throws: Self.unavailable) { try await bench.refresh(tokens.refreshToken) }
        }
    }

    @Test func `a sealed successor that was exchanged for another's is not opened`() async throws {
        let store = MemoryStore()
        let bench = try SessionBench(store)
        let mine = try await bench.sessions.begin(for: "ada")
        let hers = try await bench.sessions.begin(for: "grace")
        for tokens in [mine, hers] { _ = try await bench.refresh(tokens.refreshToken) }
        let ids = try [mine, hers].map { try bench.authority.verify($0.accessToken).sessionID ?? "" }
        let sealed = try await store.session(id: ids[1])?.replays.first?.sealedSuccessor ?? []
        for forged in [sealed, [], Array(sealed.dropLast()), sealed.map { $0 ^ 1 }] {
            _ = try await store.change(session: ids[0]) { record in
                guard var record, let replay = record.replays.first else { return SessionChange(.keep, outcome: 0) }
                record.replays = [RefreshReplay(digest: replay.digest, sealedSuccessor: forged, endsAt: replay.endsAt)]
                return SessionChange(.put(record), outcome: 0)
            }
            await #expect(throws: Self.unavailable) { try await bench.refresh(mine.refreshToken) }
        }
        #expect(bench.notes.kinds.contains(.storeFailed))
    }

    @Test func `a task that is cancelled is no fault of the store's`() async throws {
        let bench = try SessionBench(CancellingStore())
        await #expect(throws: CancellationError.self) { try await bench.sessions.begin(for: "ada") }
        await #expect(throws: CancellationError.self) { try await bench.sessions.endAll(of: "ada") }
        await bench.sessions.tick()
        #expect(bench.notes.kinds == [])
    }

    @Test("a policy that would answer for ever, or never look, is refused")
    func policies() throws {
        for absolute: Duration in [.zero, .milliseconds(999), .seconds(-1), .seconds(Int64.max)] {
            #expect(throws: PolicyError(.lifetimeOutOfRange)) { try SessionPolicy(absoluteLifetime: absolute) }
        }
        for window: Duration in [.nanoseconds(-1), .milliseconds(60_001), .seconds(Int64.max)] {
            #expect(throws: PolicyError(.replayWindowOutOfRange)) { try SessionPolicy(replayWindow: window) }
        }
        for interval: Duration in [.zero, .milliseconds(9), .milliseconds(60_001)] {
            #expect(throws: PolicyError(.pollIntervalOutOfRange)) { try SessionPolicy(pollInterval: interval) }
        }
        for maximum in [Int.min, 0, 10_001, Int.max] {
            #expect(throws: PolicyError(.sessionLimitOutOfRange)) { try SessionPolicy(maximumSessions: maximum) }
        }
        let edges = try SessionPolicy(
            absoluteLifetime: .seconds(1), replayWindow: .seconds(60), pollInterval: .milliseconds(10),
            maximumSessions: 1)
        #expect(edges.replayWindow == .seconds(60))
        #expect(try SessionPolicy(replayWindow: .zero).absoluteLifetime == .seconds(90 * 86_400))
    }
}

/// Asked by a task that is cancelled each time.
private struct CancellingStore: SessionStore {
    func session(id: String) async throws -> SessionRecord? { throw CancellationError() }
    func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> { throw CancellationError() }
    func sessions(of subject: String) async throws -> [SessionRecord] { throw CancellationError() }
    func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning {
        throw CancellationError()
    }
    func sessionEpoch(of subject: String) async throws -> Int64 { throw CancellationError() }
    func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation] {
        throw CancellationError()
    }
    func sessions(after id: String?, limit: Int) async throws -> [SessionRecord] { throw CancellationError() }
    func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int { throw CancellationError() }
    func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int { throw CancellationError() }
    func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws { throw CancellationError() }
    func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage { throw CancellationError() }
    func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int { throw CancellationError() }
}
