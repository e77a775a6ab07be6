#if Server
import GRDB
import MapaeStore

extension StoreError {
    /// What a failed access throws: GRDB's errors become `StoreError`; the closure's own, and
    /// `CancellationError`, pass as they are.
    static func translating(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return StoreError(error, path: path)
    }

    /// What a failed opening or closing throws.
    init(openingSQLite error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, path: path)
        // Foundation's, from GRDB's look at the -wal file.
        default: self.init(.failed, "\(path): the file or its -wal file could not be examined")
        }
    }

    /// GRDB's own message is left out: it quotes the statement, and may quote values.
    private init(_ error: DatabaseError, path: String) {
        let code = "SQLite error \(error.extendedResultCode.rawValue)"
        // The memory that connections share is a file too, and SQLite calls it an I/O error when it cannot grow.
        let isFull = error.resultCode == .SQLITE_FULL || error.extendedResultCode == .SQLITE_IOERR_SHMSIZE
        switch error.resultCode {
        case _ where isFull:
            self.init(.full, "\(path): the disk is full (\(code)). Free some space; nothing of this write was kept")
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(.unwritable, "\(path): this user must be able to write the file and its folder (\(code))")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.busy, "\(path): another process holds it (\(code))")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(.corrupt, "\(path): not a SQLite database, or a damaged one (\(code)). Restore a backup")
        case .SQLITE_MISUSE:
            self.init(.failed, "\(path): used after it was closed, or with a statement that does not fit (\(code))")
        default:
            self.init(.failed, "\(path): \(code)")
        }
    }
}
#endif
