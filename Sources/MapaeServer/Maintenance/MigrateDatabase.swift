#if Server
import Foundation
import MapaeSQL
import MapaeSQLite
import MapaeStore

/// Brings the database of a data directory to this release's schema, or tells what that would be.
public struct MigrateDatabase: Sendable {
    /// A migration, and whether the database has it.
    public struct Step: Sendable {
        /// Its place in the order of all migrations, counted from 1.
        public let number: Int
        /// What it is for.
        public let name: String
        /// When it was applied, in seconds since 1970-01-01T00:00:00Z; `nil` while it is missing.
        public let appliedAt: Int64?
    }

    /// What the database has, and what it lacks.
    public struct Report: Sendable {
        /// The database.
        public let database: String
        /// Whether it was there before.
        public let existed: Bool
        /// All migrations that this release knows, in their order, as they were found.
        public let migrations: [Step]
        /// The numbers of those that were missing.
        public var pending: [Int] { migrations.filter { $0.appliedAt == nil }.map(\.number) }
    }

    private let directory: DataDirectory

    /// Prepares a migration.
    /// - Parameter settings: Where the data is.
    public init(settings: ServerSettings) {
        directory = DataDirectory(settings.dataDirectory)
    }

    /// Looks, and changes nothing: neither the database nor, where there is none, the folder.
    /// - Returns: What the database has, and what it lacks.
    /// - Throws: `StoreError`, such as `newerSchema` for a database that a newer release has used.
    public func look() throws -> Report {
        let migrator = Migrator(SQLStore.migrations)
        guard MaintenanceFiles.exists(directory.database) else {
            let missing = SQLStore.migrations.map { Step(number: $0.number, name: $0.name, appliedAt: nil) }
            return Report(database: directory.database, existed: false, migrations: missing)
        }
        let status = try SQLiteCopy.examine(directory.database) { try migrator.status($0, .sqlite) }
        return Report(
            database: directory.database, existed: true,
            migrations: status.map { Step(number: $0.number, name: $0.name, appliedAt: $0.appliedAt) })
    }

    /// Applies what is missing, each migration in a transaction of its own; the database is made where there is none.
    /// - Returns: What the database had and lacked before.
    /// - Throws: ``ServerError``, `StoreError`; whole migrations only are applied then.
    public func run() async throws -> Report {
        let report = try look()
        try await ServerData.open(directory.path).close()
        return report
    }
}
#endif
