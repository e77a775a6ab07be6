#if Server
import Dispatch
import GRDB
import MapaeStore
import Synchronization

/// Lets reads that come at the same time share one look at the database.
///
/// A read of one row is a few microseconds of work; around it stand changes of thread, the begin and the end of a transaction,
/// and a look whether the schema is still the same. Under load a group shares those. Who comes alone begins at once.
///
/// A group is complete before its transaction begins, so that each read sees whatever was committed before it was asked for.
final class GroupReader: Sendable {
    /// How long the reads of one group may take before the others of it get a turn of their own.
    private static let time = Duration.milliseconds(2)

    private typealias Outcome = Result<Void, any Error>

    private let pool: DatabasePool
    private let path: String
    private let queue: Mutex<ReadQueue>
    /// Where each worker reads, and may wait for the disk. A serial queue has a thread of its own when it needs one; a concurrent one
    /// would take it from those that all tasks of the program run on.
    private let threads: [DispatchQueue]

    init(pool: DatabasePool, path: String, readers: Int) {
        self.pool = pool
        self.path = path
        queue = Mutex(ReadQueue(workers: readers))
        threads = (0..<readers).map { DispatchQueue(label: "mapae.reader.\($0)") }
    }

    /// How many reads wait for their turn.
    var waiting: Int { queue.withLock { $0.count } }

    /// Runs a read, and returns when it has ended.
    /// - Throws: What the read throws, `StoreError`, or `CancellationError` when the task was cancelled before anybody began
    ///   with it.
    func run(_ read: PendingAccess) async throws {
        try await read.end(after: add) { read in
            if self.queue.withLock({ $0.remove(read) }) { read.finish(.failure(CancellationError())) }
        }
    }

    private func add(_ read: PendingAccess) {
        switch queue.withLock({ $0.add(read) }) {
        case .begins(let worker): work(on: [read], worker)
        case .waits: break
        case .refused:
            let advice = "\(path): \(ReadQueue.capacity) reads wait already. Is its disk too slow?"
            read.finish(.failure(StoreError(.busy, advice)))
        }
    }

    /// Works on one group after another until nobody waits.
    private func work(on group: [PendingAccess], _ worker: Int) {
        threads[worker].async { [self] in
            var group = group
            while !group.isEmpty {
                var rest = group[...]
                // Nobody is told before the look has ended: who closes the database then finds no connection in use, which would keep
                // SQLite from folding its log.
                for (read, outcome) in look(&rest) { read.finish(outcome) }
                group = queue.withLock { queue in
                    queue.putBack(rest)
                    return queue.next(for: worker)
                }
            }
        }
    }

    /// Performs as many as there is time for, and at least one.
    /// - Parameter group: Those that are left.
    /// - Returns: What has become of the others.
    private func look(_ group: inout ArraySlice<PendingAccess>) -> [(PendingAccess, Outcome)] {
        var ended: [(PendingAccess, Outcome)] = []
        do {
            try pool.read { database in
                let deadline = ContinuousClock.now + Self.time
                while let read = group.popFirst() {
                    let outcome = Outcome { try read.perform(SQLiteTransaction(database: database, path: path)) }
                    ended.append((read, outcome.mapError { StoreError.translating($0, path: path) }))
                    // Where a fault has ended the transaction, what the next one reads twice could differ.
                    guard database.isInsideTransaction, ContinuousClock.now < deadline else { return }
                }
            }
        } catch {
            // A fault of one of them has ended the transaction: those that nobody began with get a look of their own.
            guard ended.isEmpty else { return ended }
            let error = StoreError.translating(error, path: path)
            while let read = group.popFirst() { ended.append((read, .failure(error))) }
        }
        return ended
    }
}
#endif
