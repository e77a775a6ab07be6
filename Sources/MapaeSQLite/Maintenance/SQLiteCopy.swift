#if Server
import GRDB
package import MapaeSQL
import MapaeStore

/// A database in one file that no server uses: a copy that is made, looked into or prepared.
package enum SQLiteCopy {
    /// Looks into a database without changing it.
    /// - Parameters:
    ///   - path: The file.
    ///   - body: Called with a connection that is valid only until it returns, and that refuses to write.
    /// - Throws: What `body` throws, `StoreError`.
    package static func examine<Value>(
        _ path: String, _ body: (any SQLConnection) throws -> Value
    ) throws -> Value {
        try open(path, readOnly: true) { queue in
            try queue.read { try body(SQLiteTransaction(database: $0, path: path)) }
        }
    }

    /// Reads every page, and refuses a database of which one is damaged.
    /// - Throws: `StoreError`: `corrupt`, or what opening it throws.
    package static func check(_ path: String) throws {
        try open(path, readOnly: true) { queue in
            try queue.read { database in
                let verdict = try String.fetchOne(database, sql: "PRAGMA integrity_check(1)")
                guard verdict == "ok", try Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil else {
                    throw StoreError(.corrupt, "\(path): the database is damaged. Take another backup")
                }
            }
        }
    }

    /// Folds the write-ahead log into the file, so that the file alone is the whole database.
    /// - Throws: `StoreError`: `busy` when any process has the database open, or what opening it throws.
    package static func fold(_ path: String) throws {
        try open(path, readOnly: false) { queue in
            let mode = try queue.writeWithoutTransaction { database in
                try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
            }
            guard mode == "delete" else { throw StoreError(.busy, "\(path): another process has it open") }
        }
    }

    /// Fills an empty file with one consistent state of a database, in whatever way others write to that meanwhile.
    /// - Throws: `StoreError`.
    package static func fill(_ path: String, from database: SQLiteDatabase) throws {
        try open(path, readOnly: false) { queue in
            try database.backUp(to: queue)
            // The copied header says that there is a write-ahead log, which a file that is carried about should not need.
            let mode = try queue.writeWithoutTransaction { try String.fetchOne($0, sql: "PRAGMA journal_mode = DELETE") }
            guard mode == "delete" else { throw StoreError(.failed, "\(path): the copy could not be finished") }
        }
    }

    private static func open<Value>(
        _ path: String, readOnly: Bool, _ body: (DatabaseQueue) throws -> Value
    ) throws -> Value {
        var configuration = Configuration()
        configuration.label = "mapae"
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(1)
        configuration.foreignKeysEnabled = false
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try body(queue)
        } catch {
            throw StoreError.translating(error, path: path)
        }
    }
}
#endif
