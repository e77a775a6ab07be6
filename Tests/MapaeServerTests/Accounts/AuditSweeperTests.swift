#if Server
import Logging
import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("The audit log")
struct AuditSweeperTests {
    @Test("is kept for its days and not longer, however much there is of it")
    func sweeping() async throws {
        let store = MemoryStore()
        let time = ManualClock()
        let old = time.now.milliseconds
        try await store.record((0..<1200).map { _ in AuditRecord("old", at: old) })
        time.advance(by: .seconds(2 * 86_400))
        try await store.record([AuditRecord("new", at: time.now.milliseconds)])
        let sweeper = Sweeper.audit(store, days: 2, now: { time.now }, logger: Fixture.silent)
        await sweeper.sweep()
        #expect(try await store.audit(after: 0, limit: 2000).count == 1201)
        time.advance(by: .milliseconds(1))
        await sweeper.sweep()
        #expect(try await store.audit(after: 0, limit: 2000).map(\.record.kind) == ["new"])
    }
}
#endif
