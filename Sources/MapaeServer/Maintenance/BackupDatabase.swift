#if Server
import Foundation
import MapaeJOSE
import MapaeSQL
import MapaeSQLite
import MapaeStore

/// Copies the database of a data directory into one file; a server may run on it meanwhile.
public struct BackupDatabase: Sendable {
    /// What was copied.
    public struct Report: Sendable {
        /// The database.
        public let database: String
        /// The size of the copy in bytes.
        public let bytes: Int
        /// How many users are in it.
        public let users: Int64
        /// Where the key comes from that is not in it: a file, or a variable's name; never its value.
        public let masterKey: String
    }

    private let directory: DataDirectory
    private let masterKey: MasterKeySource

    /// Prepares a backup.
    /// - Parameter settings: Where the data is, and the master key.
    public init(settings: ServerSettings) {
        directory = DataDirectory(settings.dataDirectory)
        masterKey = settings.masterKey
    }

    /// Copies the state that the database has at one moment, and reads the copy once more before it gets its name.
    /// - Parameter path: The file, which must not exist; it gets the mode 0600.
    /// - Returns: What was copied. The file is on the disk.
    /// - Throws: ``ServerError`` `data_directory`, `backup_file`; `StoreError`. There is no file then.
    public func run(to path: String) throws -> Report {
        guard MaintenanceFiles.exists(directory.database) else {
            throw ServerError(
                .dataDirectory, "There is no database in \(directory.path): name the folder with --data-dir.")
        }
        let taken = ServerError(.backup, "\(path) exists already and is left as it is: name another file.")
        guard !path.isEmpty, !MaintenanceFiles.exists(path) else { throw taken }
        // A copy that was cut short must not look like a backup.
        let partial = "\(path).partial-\(RandomBytes.identifier())"
        try MaintenanceFiles.create(partial)
        defer { MaintenanceFiles.removeDatabase(partial) }
        let database = try SQLiteDatabase.open(at: directory.database)
        do {
            try SQLiteCopy.fill(partial, from: database)
        } catch {
            try? database.close()
            throw error
        }
        // The copy is complete, whatever closing says.
        try? database.close()
        try SQLiteCopy.check(partial)
        let users = try DatabaseContents.users(in: partial, named: directory.database)
        try MaintenanceFiles.synchronize(partial)
        let size = try FileManager.default.attributesOfItem(atPath: partial)[.size] as? NSNumber
        guard try MaintenanceFiles.link(partial, as: path) else { throw taken }
        return Report(
            database: directory.database, bytes: size?.intValue ?? 0, users: users,
            masterKey: masterKey.place(in: directory))
    }
}
#endif
