#if Server
import GRDB
import MapaeStore
import Synchronization

/// Lets writes that come at the same time share one transaction, and so one wait for the disk.
///
/// A write that comes alone begins at once; those that come while the disk is waited for are the next group. Each has a
/// savepoint of its own, so that it fails alone, and none is told its end before the group's transaction is durable.
final class GroupWriter: Sendable {
    private let pool: DatabasePool
    private let path: String
    /// How long a write may have waited for another process.
    private let patience: Duration
    private let queue = Mutex(WriteQueue())

    init(pool: DatabasePool, path: String, patience: Duration) {
        self.pool = pool
        self.path = path
        self.patience = patience
    }

    /// How many writes wait for their turn.
    var waiting: Int { queue.withLock { $0.count } }

    /// Runs a write, and returns when it is durable.
    /// - Throws: What the write throws, `StoreError`, or `CancellationError` when the task was cancelled before anybody began
    ///   with it; then nothing was changed.
    func run(_ write: PendingAccess) async throws {
        try await write.end(after: add) { write in
            if self.queue.withLock({ $0.remove(write) }) { write.finish(.failure(CancellationError())) }
        }
    }

    private func add(_ write: PendingAccess) {
        switch queue.withLock({ $0.add(write) }) {
        case .begins: work()
        case .waits: break
        case .refused:
            let advice = "\(path): \(WriteQueue.capacity) writes wait already. Is its disk too slow?"
            write.finish(.failure(StoreError(.busy, advice)))
        }
    }

    /// Writes one group after another until nobody waits, each as a turn of its own: whoever closes the database gets in between.
    private func work() {
        pool.asyncWriteWithoutTransaction { database in
            self.writeGroup(WriteGroup(database, path: self.path))
            if self.queue.withLock({ $0.goesOn() }) { self.work() }
        }
    }

    private func writeGroup(_ group: consuming WriteGroup) {
        // Cancelled meanwhile.
        guard let first = queue.withLock({ $0.next() }) else { return }
        do {
            try group.begin()
        } catch {
            first.finish(.failure(error))
            // Who has waited long enough is not let wait for another process once more.
            guard (error as? StoreError)?.code == .busy else { return }
            let moment = ContinuousClock.now - patience / 2
            for write in queue.withLock({ $0.removeAll(arrivedBefore: moment) }) { write.finish(.failure(error)) }
            return
        }
        if queue.withLock({ $0.isEmpty }) {
            let outcome = group.endAlone(first)
            return first.finish(outcome)
        }
        for (write, outcome) in group.end(beginningWith: first, then: { queue.withLock { $0.next() } }) {
            write.finish(outcome)
        }
    }
}
#endif
