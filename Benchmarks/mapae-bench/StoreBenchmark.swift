import Dispatch
import MapaeSQL
import MapaeSQLite
import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Measures what it costs to rotate a session in a durable SQLite store: by 64 callers whose commits are shared, by the same
/// 64 with a commit each, and by one alone.
struct StoreBenchmark {
    /// The measurements and what each of them is compared with, in the order in which they are made.
    private static let pairs = [
        ("store.commit", nil), ("store.rotate.alone", "store.commit"), ("store.rotate.64.single", "store.commit"),
        ("store.rotate.64.grouped", "store.rotate.64.single"),
    ]
    static let names = pairs.map(\.0)

    /// A commit takes as long as the disk does, from 50 µs to 10 ms: fewer rounds than of what runs in memory.
    private static let rounds = 15
    private static let callers = 64

    /// Measures all of them, as they take turns.
    func measurements() throws -> [Measurement] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mapae-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // `main` is synchronous for the sake of the other cases.
        let result = Mutex<Result<[[Duration]], any Error>>(.failure(BenchmarkError("the store was not measured")))
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            let outcome: Result<[[Duration]], any Error>
            do { outcome = .success(try await Self.times(in: folder.path)) } catch { outcome = .failure(error) }
            result.withLock { $0 = outcome }
            done.signal()
        }
        done.wait()
        return Self.summarise(try result.withLock { $0 }.get())
    }

    /// For each round the time of one operation of each of ``names``.
    private static func times(in folder: String) async throws -> [[Duration]] {
        let commit = try BareCommit(at: folder + "/bare.sqlite")
        let database = try SQLiteDatabase.open(at: folder + "/store.sqlite")
        defer { try? database.close() }
        let rotation = try await SessionRotation(SQLStore.open(database, now: 0), sessions: callers)
        let turn = Turn()
        var times: [[Duration]] = []
        // The first round finds cold caches and does not count.
        for _ in 0...rounds {
            let bare = try await time(callers: 1, each: 32) { _ in try commit.perform() }
            let alone = try await time(callers: 1, each: 32, rotation.perform)
            let single = try await time(callers: callers, each: 1) { caller in
                try await turn.take { try await rotation.perform(caller) }
            }
            let grouped = try await time(callers: callers, each: 8, rotation.perform)
            times.append([bare, alone, single, grouped])
        }
        try await rotation.check()
        return Array(times.dropFirst())
    }

    private static func time(
        callers: Int, each count: Int, _ operation: @escaping @Sendable (Int) async throws -> Void
    ) async throws -> Duration {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask { for _ in 0..<count { try await operation(caller) } }
            }
            try await group.waitForAll()
        }
        return (ContinuousClock.now - start) / (callers * count)
    }

    private static func summarise(_ times: [[Duration]]) -> [Measurement] {
        pairs.enumerated().map { index, pair in
            var measurement = Measurement(name: pair.0)
            let own = times.map { $0[index] }.sorted()
            measurement.median = own[own.count / 2]
            measurement.lowest = own[0]
            guard let other = pair.1.flatMap({ names.firstIndex(of: $0) }) else { return measurement }
            measurement.baseline = pair.1
            measurement.ratio = times.map { $0[index] / $0[other] }.sorted()[times.count / 2]
            measurement.excess = times.map { $0[index] - $0[other] }.sorted()[times.count / 2]
            return measurement
        }
    }
}
