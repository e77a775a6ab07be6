#if Server
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("The epochs of deleted users")
struct EpochSweeperTests {
    @Test("are forgotten after a day, however many there are, and those of users stay")
    func sweeping() async throws {
        let store = MemoryStore()
        let time = ManualClock()
        let sweep = SessionSweep { SessionEnding(Revocation(id: $0.id, endsAt: $0.aliveUntil)) }
        let user = UserRecord(id: "here", username: "here", passwordHash: nil, createdAt: 1)
        _ = try await store.insertIfAbsent(user)
        let gone = (0..<1200).map { "gone \($0)" }
        for subject in gone + ["here"] { _ = try await store.endSessions(of: subject, sweep) }
        func alive() async throws -> Int {
            var count = 0
            for subject in gone where try await store.sessionEpoch(of: subject) != 0 { count += 1 }
            return count
        }
        let sweeper = Sweeper.epochs(store, now: { time.now }, logger: Fixture.silent)
        await sweeper.sweep()
        time.advance(by: .seconds(86_400))
        await sweeper.sweep()
        #expect(try await alive() == 1200)
        time.advance(by: .seconds(1))
        await sweeper.sweep()
        #expect(try await alive() == 0)
        #expect(try await store.sessionEpoch(of: "here") != 0)
    }
}
#endif
