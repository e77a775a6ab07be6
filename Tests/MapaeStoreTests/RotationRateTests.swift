#if Server
import Foundation
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

/// Measures; it judges nothing, as what it measures is the disk. Run it alone on a quiet machine:
/// `MEASURE_STORE=1 TMPDIR=/on/a/real/disk swift test --filter RotationRateTests`
@Suite(
    "How often a second sessions are rotated",
    .enabled(if: ProcessInfo.processInfo.environment["MEASURE_STORE"] != nil, "measured when MEASURE_STORE is set"))
struct RotationRateTests {
    @Test("by 64 callers in groups and with one commit each, and by one alone")
    func rates() async throws {
        try await Scratch.with {
            try await $0.store { store in
                for caller in 0..<64 { try await rotate("\(caller)", store) }
                for round in 1...3 {
                    let grouped = try await rate(callers: 64, each: 100) { try await rotate("\($0)", store) }
                    let turn = Turn()
                    let single = try await rate(callers: 64, each: 30) { caller in
                        await turn.take()
                        try await rotate("\(caller)", store)
                        await turn.give()
                    }
                    let alone = try await rate(callers: 1, each: 1000) { try await rotate("\($0)", store) }
                    print("round \(round): grouped \(grouped)/s, one commit each \(single)/s, one alone \(alone)/s")
                }
            }
        }
    }

    private func rate(
        callers: Int, each: Int, _ call: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> Int {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask { for _ in 0..<each { try await call(caller) } }
            }
            try await group.waitForAll()
        }
        return Int(Double(callers * each) / ((ContinuousClock.now - start) / .seconds(1)))
    }

    private func rotate(_ id: String, _ store: SQLStore) async throws {
        _ = try await store.change(session: id) { known in
            var next =
                known
                ?? SessionRecord(
                    id: id, subject: "ada", createdAt: 1, endsAt: 9, isPersistent: nil, usedAt: 1, aliveUntil: 9,
                    current: [UInt8](repeating: 1, count: 32), scope: "read", claims: Array("{}".utf8))
            next.usedAt += 1
            next.replays = [
                RefreshReplay(
                    digest: next.current, sealedSuccessor: [UInt8](repeating: 7, count: 400), endsAt: next.usedAt)
            ]
            next.current[0] &+= 1
            return SessionChange(.put(next), outcome: 0)
        }
    }
}

/// Lets one caller in after another.
private actor Turn {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func give() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
}
#endif
