#if Server
public import Foundation
import MapaeJOSE
import MapaeSQL
import MapaeSQLite
import MapaeStore

/// Puts a backup in the place of the database of a data directory, on which no server may run.
///
/// What was revoked stays revoked, also what was revoked after the backup: see ``run(at:)``.
public struct RestoreDatabase: Sendable {
    /// What was done.
    public struct Report: Sendable {
        /// The database that is in place now.
        public let database: String
        /// Where the former one is; `nil` when there was none.
        public let former: String?
        /// Why nothing could be carried over from the former one; `nil` when it could.
        public let formerProblem: String?
        /// How many users there are.
        public let users: Int64
        /// How many sessions of the backup were ended.
        public let endedSessions: Int
    }

    private let file: String
    private let directory: DataDirectory

    /// Prepares a restore.
    /// - Parameters:
    ///   - file: The backup.
    ///   - settings: Where the data is.
    public init(_ file: String, settings: ServerSettings) {
        self.file = file
        directory = DataDirectory(settings.dataDirectory)
    }

    /// The folder whose database is replaced.
    public var folder: String { directory.path }

    /// Refuses at once what cannot be a backup, before anybody is asked anything.
    /// - Throws: ``ServerError`` `backup_file`.
    public func check() throws {
        guard let start = start(of: file) else {
            throw ServerError(.backup, "\(file) cannot be read: is it there, and may this user read it?")
        }
        guard start == Self.signature else {
            throw ServerError(.backup, "\(file) is no SQLite database: name a file that 'mapae backup' has made.")
        }
        guard !MaintenanceFiles.exists(file + "-wal") else {
            throw ServerError(
                .backup,
                "\(file) is a database in use and not a backup, as \(file)-wal shows: make one with 'mapae backup'.")
        }
    }

    /// How every SQLite database begins.
    private static let signature = Data("SQLite format 3\0".utf8)

    /// The first bytes of a file; empty for an empty file, `nil` when it cannot be read.
    private func start(of path: String) -> Data? {
        guard let handle = try? FileHandle(forReadingFrom: URL(filePath: path)) else { return nil }
        defer { try? handle.close() }
        do { return try handle.read(upToCount: 16) ?? Data() } catch { return nil }
    }

    /// Prepares a copy of the backup beside the database, then puts it in place in one step. What fails before changes nothing.
    ///
    /// All sessions are ended and no token that was ever issued is believed, as nobody knows which were revoked after the backup;
    /// what the former database had revoked stays so, and who was shut out stays out.
    /// - Parameter now: The present.
    /// - Throws: ``ServerError``, `StoreError`.
    public func run(at now: Date = Date()) async throws -> Report {
        try check()
        try directory.prepare()
        let database = MaintenanceFiles.resolved(directory.database)
        let lock = try hold(MaintenanceFiles.folder(of: database))
        defer { lock.release() }
        removeRemains(of: database)
        let prepared = "\(database).restoring-\(RandomBytes.identifier())"
        defer { MaintenanceFiles.removeDatabase(prepared) }
        try MaintenanceFiles.copy(file, to: prepared)
        let users = try DatabaseContents.users(in: prepared, named: file)
        do { try SQLiteCopy.check(prepared) } catch let error as StoreError where error.code == .corrupt {
            throw ServerError(.backup, "\(file) is damaged: restore another backup.")
        }
        let former = try remember(database)
        let ended = try await revive(prepared, former, lock, now)
        try SQLiteCopy.fold(prepared)
        try SQLiteCopy.check(prepared)
        try MaintenanceFiles.synchronize(prepared)
        let kept = try keepFormer(database, now)
        try MaintenanceFiles.replace(database, with: prepared)
        var problem: String?
        if case .failure(let error) = former { problem = error.detail }
        return Report(
            database: directory.database, former: kept, formerProblem: problem, users: users, endedSessions: ended)
    }

    private func hold(_ folder: String) throws -> FolderLock {
        do {
            return try FolderLock.take(.exclusive, on: folder)
        } catch {
            throw error.code == .busy ? inUse : error
        }
    }

    private var inUse: ServerError {
        ServerError(
            .dataDirectory, "A server or another program uses the database in \(directory.path): stop it, then restore."
        )
    }

    /// What a restore has left that was killed.
    private func removeRemains(of database: String) {
        let folder = MaintenanceFiles.folder(of: database)
        let prefix = URL(filePath: database).lastPathComponent + ".restoring-"
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(prefix) {
            try? FileManager.default.removeItem(atPath: URL(filePath: folder).appending(path: name).path)
        }
    }

    /// What the former database knows and the backup does not; the reason where it cannot be read.
    private func remember(_ database: String) throws -> Result<Remembrance, StoreError> {
        guard MaintenanceFiles.exists(database) else { return .success(Remembrance()) }
        // Not even opened: SQLite would clean up what lies beside it, which is kept as it is.
        guard start(of: database).map({ $0.isEmpty || $0 == Self.signature }) ?? false else {
            return .failure(StoreError(.corrupt, "\(database) is no SQLite database."))
        }
        do {
            // This fails also while a program of an earlier release has it open, which knows nothing of the folder's lock.
            try SQLiteCopy.fold(database)
            return .success(try SQLiteCopy.examine(database) { try Remembrance($0) })
        } catch let error as StoreError {
            if error.code == .busy { throw inUse }
            guard error.code != .full else { throw error }
            return .failure(error)
        }
    }

    private func revive(
        _ prepared: String, _ former: Result<Remembrance, StoreError>, _ lock: FolderLock, _ now: Date
    ) async throws -> Int {
        let seconds = Int64(now.timeIntervalSince1970)
        let copy = try SQLiteDatabase.open(at: prepared, within: lock)
        do {
            let store = try await SQLStore.open(copy, now: seconds)
            let ended = try await store.reviveSafely((try? former.get()) ?? Remembrance(), now: seconds) { ended in
                AuditKind.databaseRestored.record(
                    at: NumericDate(seconds: seconds), actor: "operator",
                    details: ["ended_sessions": .integer(Int64(ended))])
            }
            try copy.close()
            return ended
        } catch {
            try? copy.close()
            throw error
        }
    }

    /// Gives the former database another name beside its own.
    /// - Returns: The name; `nil` when there is no former database.
    private func keepFormer(_ database: String, _ now: Date) throws(ServerError) -> String? {
        guard MaintenanceFiles.exists(database) else { return nil }
        let stamp = now.formatted(.iso8601).replacing(":", with: "").replacing("-", with: "")
        for number in 1...100 {
            let name = "\(database).before-restore-\(stamp)" + (number == 1 ? "" : "-\(number)")
            guard try MaintenanceFiles.link(database, as: name) else { continue }
            // Those of a database that could not be read: beside another database they would damage it.
            for suffix in ["-wal", "-shm", "-journal"] where MaintenanceFiles.exists(database + suffix) {
                try MaintenanceFiles.replace(name + suffix, with: database + suffix)
            }
            return name
        }
        throw ServerError(.backup, "The former database cannot be kept beside \(database): remove old ones.")
    }
}
#endif
