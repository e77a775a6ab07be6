#if Server
import Foundation
import GRDB
public import MapaeSQL
public import MapaeStore

/// A SQLite database in a file, in WAL mode: readers and the one writer do not wait for each other.
///
/// A write that has returned survives a power cut (`synchronous = FULL`). Writes that come at the same time are committed
/// together. A task that is cancelled while it waits gets `CancellationError`, and nothing of its write is kept.
public final class SQLiteDatabase: SQLDatabase {
    /// How long a write waits for another process's write before it fails as `busy`, in seconds.
    private static let patience = 5
    /// How many read at a time. What they read is in memory mostly, so that more than there are processors would only wait for one
    /// another, and each keeps up to 2 MiB of pages.
    private static let readers = max(2, min(ProcessInfo.processInfo.activeProcessorCount, 8))

    /// SQLite's dialect.
    public let dialect = SQLDialect.sqlite

    private let pool: DatabasePool
    private let path: String
    let reader: GroupReader
    let writer: GroupWriter
    /// Held as long as the database is open; `nil` where the caller holds the folder.
    private let lock: FolderLock?

    private init(pool: DatabasePool, path: String, lock: FolderLock?) {
        self.pool = pool
        self.path = path
        self.lock = lock
        reader = GroupReader(pool: pool, path: path, readers: Self.readers)
        writer = GroupWriter(pool: pool, path: path, patience: .seconds(Self.patience))
    }

    /// Opens a database, or creates an empty one, with room for no schema yet: `SQLStore.open(_:now:)` migrates it.
    ///
    /// A new file gets the mode 0600, and so do the `-wal` and `-shm` files beside it. An existing file that its group or
    /// others may read or write is refused. This call blocks its thread, for up to five seconds if another process is in
    /// the way.
    /// - Parameter path: The file; its folder must exist.
    /// - Returns: The database, which its owner closes with ``close()``.
    /// - Throws: `StoreError`: `unwritable`, `corrupt` for a file that is not a database, `full`, `busy`, `failed`.
    public static func open(at path: String) throws(StoreError) -> SQLiteDatabase {
        try open(at: path, within: nil)
    }

    /// Opens a database in a folder that the caller holds, or that is to be held as long as the database is open.
    package static func open(at path: String, within held: FolderLock?) throws(StoreError) -> SQLiteDatabase {
        let deadline = ContinuousClock.now + .seconds(patience)
        while true {
            do {
                // Before the file is looked at: it must not be replaced between.
                let lock = held == nil ? try FolderLock.take(.shared, on: SQLiteFile.folder(of: path)) : nil
                let file = try SQLiteFile.prepare(path)
                return SQLiteDatabase(pool: try makePool(file), path: file, lock: lock)
            } catch {
                // Two processes that turn on WAL mode at once stand in each other's way like two lock upgrades do, where
                // SQLite answers "busy" at once instead of waiting.
                let error = StoreError(openingSQLite: error, path: path)
                guard error.code == .busy, ContinuousClock.now < deadline else { throw error }
                SQLiteFile.pause()
            }
        }
    }

    private static func makePool(_ file: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "mapae"
        configuration.busyMode = .timeout(Double(patience))
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = readers
        // GRDB would end the process over a transaction that could not be undone. `WriteGroup` writes nothing until it is.
        configuration.allowsUnsafeTransactions = true
        let pool = try DatabasePool(path: file, configuration: configuration)
        // Only now: opening the pool sets NORMAL, with which a power cut can undo the last commits, such as the one that
        // made a code used.
        // And what is deleted is overwritten: a refresh token that was wiped, sealed as it was, is not to be found in a copy
        // of the file.
        try pool.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
        }
        return pool
    }

    /// Reads one consistent state of the database, with whatever was committed before.
    ///
    /// Reads that come at the same time share one look; each fails alone. One that comes alone begins at once. A task that is
    /// cancelled while its read waits gets `CancellationError`.
    /// - Parameter body: Called with a connection that is valid only until it returns, and that refuses to write.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` throws, `StoreError`, or `CancellationError`.
    public func read<Value: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let handover = Handover<Value>()
        try await withoutActuallyEscaping(body) { body in
            try await reader.run(PendingAccess { handover.put(try body($0)) })
        }
        return try handover.take(path: path)
    }

    /// Runs one write, which is durable when this returns and undone when `body` throws.
    ///
    /// Writes that come at the same time share one `IMMEDIATE` transaction, in the order of their arrival, and so one wait for
    /// the disk; each fails alone. One that comes alone begins at once. A task that is cancelled while its write waits gets
    /// `CancellationError`; once `body` has begun, its task learns what became of it.
    /// - Parameter body: Called with a connection that is valid only until it returns. It may be called again, when what it did
    ///   was undone.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` throws, `StoreError`, or `CancellationError`.
    public func write<Value: Sendable>(
        _ body: @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        let handover = Handover<Value>()
        try await withoutActuallyEscaping(body) { body in
            try await writer.run(PendingAccess { handover.put(try body($0)) })
        }
        return try handover.take(path: path)
    }

    /// Closes the file. Call it once, after the last read and write have returned; what comes later throws `failed`.
    /// - Throws: `StoreError`.
    public func close() throws(StoreError) {
        // The readers first. SQLite folds the log back into the file and removes it when the last connection closes,
        // which a reader is not able to do; then the file alone is the whole database, as whoever copies it expects.
        pool.releaseMemory()
        do {
            try pool.close()
        } catch {
            throw StoreError(openingSQLite: error, path: path)
        }
        lock?.release()
    }

    /// Copies one consistent state into another database.
    func backUp(to copy: DatabaseQueue) throws {
        try pool.backup(to: copy)
    }
}
#endif
