#if Server
import GRDB
import MapaeStore
import Synchronization

/// Lets reads that come at the same time share one look at the database.
///
/// A read of one row is a few microseconds of work; around it stand two changes of thread, the begin and the end of a transaction,
/// and a look whether the schema is still the same. Under load a group shares those. Who comes alone begins at once.
///
/// A group is complete before its transaction begins, so that each read sees whatever was committed before it was asked for.
final class GroupReader: Sendable {
    /// How long the reads of one group may take before the others of it get a turn of their own.
    private static let time = Duration.milliseconds(2)

    private let pool: DatabasePool
    private let path: String
    private let queue: Mutex<ReadQueue>

    init(pool: DatabasePool, path: String, readers: Int) {
        self.pool = pool
        self.path = path
        queue = Mutex(ReadQueue(workers: readers))
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
        case .begins: work(on: [read])
        case .waits: break
        case .refused:
            let advice = "\(path): \(ReadQueue.capacity) reads wait already. Is its disk too slow?"
            read.finish(.failure(StoreError(.busy, advice)))
        }
    }

    private func work(on group: [PendingAccess]) {
        pool.asyncRead { opened in
            var rest = group[...]
            switch opened {
            case .success(let database): self.perform(&rest, database)
            case .failure(let error):
                let outcome = Result<Void, any Error>.failure(StoreError.translating(error, path: self.path))
                while let read = rest.popFirst() { read.finish(outcome) }
            }
            let next = self.queue.withLock { queue in
                queue.putBack(rest)
                return queue.next()
            }
            if !next.isEmpty { self.work(on: next) }
        }
    }

    /// Performs as many as there is time for, and at least one.
    private func perform(_ group: inout ArraySlice<PendingAccess>, _ database: Database) {
        let deadline = ContinuousClock.now + Self.time
        while let read = group.popFirst() {
            let outcome = Result { try read.perform(SQLiteTransaction(database: database, path: path)) }
            read.finish(outcome.mapError { StoreError.translating($0, path: path) })
            // Where a fault has ended the transaction, what the next one reads twice could differ.
            guard database.isInsideTransaction, ContinuousClock.now < deadline else { return }
        }
    }
}
#endif
