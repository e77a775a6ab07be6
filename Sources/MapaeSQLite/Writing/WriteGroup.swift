#if Server
import GRDB
import MapaeStore

/// One transaction that several writes share. It holds the database's writer, for the length of one turn.
struct WriteGroup {
    typealias Outcome = Result<Void, any Error>

    /// The most writes that share a transaction, and how long their work may take before it is committed: the first of them
    /// waits for the last.
    private static let limit = 128
    private static let time = Duration.milliseconds(5)
    private static let commitment = "COMMIT TRANSACTION"
    private static let undoing = "ROLLBACK TRANSACTION"

    private let database: Database
    private let path: String

    init(_ database: Database, path: String) {
        self.database = database
        self.path = path
    }

    /// Begins the transaction, with the one lock of all that write.
    ///
    /// Where the one before could not be undone, nothing is written on top of it: that is tried again first, and as long as it
    /// fails every write does.
    /// - Throws: `StoreError`.
    func begin() throws {
        if database.isInsideTransaction { try execute(Self.undoing) }
        try execute("BEGIN IMMEDIATE TRANSACTION")
    }

    /// Runs the one write of a transaction that has begun, and commits it.
    func endAlone(_ write: PendingAccess) -> Outcome {
        let outcome = Outcome {
            try perform(write)
            try execute(Self.commitment)
        }
        rollBack()
        return outcome
    }

    /// Runs writes in a transaction that has begun, one after another, and commits them.
    ///
    /// Where the transaction is lost over one of them, or over all of them together, each gets a transaction of its own: then
    /// the one for which the disk is too full fails alone.
    /// - Parameters:
    ///   - first: The first write.
    ///   - next: The next one of those that wait.
    /// - Returns: What has become of each, which is durable.
    func end(beginningWith first: PendingAccess, then next: () -> PendingAccess?) -> [(PendingAccess, Outcome)] {
        var results: [(write: PendingAccess, outcome: Outcome)] = []
        let deadline = ContinuousClock.now + Self.time
        var waiting: PendingAccess? = first
        while let write = waiting {
            results.append((write, .success(())))
            do { results[results.count - 1].outcome = try performInSavepoint(write) } catch {
                rollBack()
                return eachAlone(results.map(\.write))
            }
            waiting = results.count < Self.limit && ContinuousClock.now < deadline ? next() : nil
        }
        do {
            try database.cachedStatement(sql: Self.commitment).execute()
            return results
        } catch let error as DatabaseError where error.resultCode == .SQLITE_IOERR {
            rollBack()
            // What the disk has kept nobody knows. Also who failed by itself is told so: it may have failed over what another
            // one wrote, which was lost.
            let failure = StoreError.translating(error, path: path)
            return results.map { ($0.write, .failure(failure)) }
        } catch {
            rollBack()
            return eachAlone(results.map(\.write))
        }
    }

    private func eachAlone(_ writes: [PendingAccess]) -> [(PendingAccess, Outcome)] {
        writes.map { write in
            do {
                try begin()
            } catch {
                return (write, .failure(error))
            }
            return (write, endAlone(write))
        }
    }

    /// Runs a write so that it can be undone without the others.
    /// - Returns: What has become of it.
    /// - Throws: When the whole transaction was lost over it.
    private func performInSavepoint(_ write: PendingAccess) throws -> Outcome {
        try execute("SAVEPOINT write")
        let outcome = Outcome { try perform(write) }
        // A full disk, for one, ends the transaction and not only the statement.
        guard database.isInsideTransaction else { throw StoreError(.failed, "\(path): a transaction was lost") }
        if case .failure = outcome { try execute("ROLLBACK TO SAVEPOINT write") }
        try execute("RELEASE SAVEPOINT write")
        return outcome
    }

    private func perform(_ write: PendingAccess) throws {
        do {
            try write.perform(SQLiteTransaction(database: database, path: path))
        } catch {
            throw StoreError.translating(error, path: path)
        }
    }

    /// Undoes what is not committed; nothing where all is.
    ///
    /// SQLite may refuse even that, without memory for one. Then the transaction stays open and is seen by nobody else, what was
    /// written in it has been told as failed, and ``begin()`` is where it ends.
    private func rollBack() {
        guard database.isInsideTransaction else { return }
        try? execute(Self.undoing)
    }

    private func execute(_ sql: String) throws {
        do {
            try database.cachedStatement(sql: sql).execute()
        } catch {
            throw StoreError.translating(error, path: path)
        }
    }
}
#endif
