import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@Suite("A bell wakes whoever waits", .timeLimit(.minutes(1)))
struct BellTests {
    private static let long = Duration.seconds(3600)

    @Test("at once where it has rung since, by ringing, when the time is over, and when the task is cancelled")
    func wakes() async {
        let bell = Bell()
        bell.ring()
        await bell.wait(after: 0, atMost: Self.long)
        await bell.wait(after: bell.rings, atMost: .milliseconds(1))
        let rings = bell.rings
        let waiting = (0..<8).map { _ in Task { await bell.wait(after: rings, atMost: Self.long) } }
        bell.ring()
        for task in waiting { await task.value }
        let cancelled = Task { await bell.wait(after: bell.rings, atMost: Self.long) }
        cancelled.cancel()
        await cancelled.value
        #expect(bell.rings == 2)
    }

    @Test("when a session has ended, here or in another process on the same store")
    func endings() async throws {
        let store = MemoryStore()
        let authority = try TokenAuthority(signingKey: .generate(.es256))
        let (here, there) = (Sessions(authority, store: store), Sessions(authority, store: store))
        try await here.start()
        _ = try await there.begin(for: "ada")
        let rings = (here.endings.rings, there.endings.rings)
        _ = try await there.endAll(of: "ada")
        #expect(there.endings.rings > rings.1 && here.endings.rings == rings.0)
        try await here.start()
        #expect(here.endings.rings > rings.0)
    }
}
