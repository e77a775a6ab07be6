import MapaeStore

/// Brings a database's schema to the newest that this release knows; never back.
///
/// The table `schema_migrations` remembers what was applied, with its text. A database that a newer release, or another
/// history, has left its mark on is refused before anything is changed.
public struct Migrator: Sendable {
    private let migrations: [Migration]

    /// Creates a migrator.
    /// - Parameter migrations: All migrations there ever were. Their numbers must be 1, 2, 3, … in this order; anything
    ///   else is a programming error and traps.
    public init(_ migrations: [Migration]) {
        precondition(migrations.map(\.number) == migrations.indices.map { $0 + 1 }, "migrations are numbered from 1")
        self.migrations = migrations
    }

    /// Applies what is missing.
    ///
    /// Each migration is one transaction with its bookkeeping row, which looks at the bookkeeping itself. So a failure
    /// leaves whole migrations only, and of two servers that start at once the second finds nothing left to do.
    /// - Parameters:
    ///   - database: The database.
    ///   - now: The time to write into the bookkeeping, in seconds since 1970-01-01T00:00:00Z.
    /// - Returns: The numbers of the migrations that this call applied.
    /// - Throws: `StoreError`: `newerSchema`, `changedMigration`, `corrupt` when the bookkeeping has a gap, or what the
    ///   database throws.
    @discardableResult
    public func migrate(_ database: any SQLDatabase, now: Int64) async throws -> [Int] {
        var applied: [Int] = []
        let dialect = database.dialect
        while let number = try await database.write({ try applyNext(to: $0, dialect, now) }) {
            applied.append(number)
        }
        return applied
    }

    /// What was applied and what is missing, without changing anything.
    /// - Parameters:
    ///   - connection: A connection to the database, which may be empty.
    ///   - dialect: The database's dialect.
    /// - Returns: All migrations in their order.
    /// - Throws: What ``migrate(_:now:)`` throws.
    public func status(_ connection: any SQLConnection, _ dialect: SQLDialect) throws -> [MigrationStatus] {
        var applied: [SQLRow] = []
        if try !connection.query(dialect.tableLookup, [.text("schema_migrations")]).isEmpty {
            applied = try connection.query(
                "SELECT number, name, statements, applied_at FROM schema_migrations ORDER BY number")
            try check(applied)
        }
        return try migrations.enumerated().map { index, migration in
            MigrationStatus(
                number: migration.number, name: migration.name,
                appliedAt: index < applied.count ? try applied[index].integer(3) : nil)
        }
    }

    private func applyNext(to connection: any SQLConnection, _ dialect: SQLDialect, _ now: Int64) throws -> Int? {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                number BIGINT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                statements TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            )
            """)
        let applied = try connection.query("SELECT number, name, statements FROM schema_migrations ORDER BY number")
        try check(applied)
        guard applied.count < migrations.count else { return nil }

        let migration = migrations[applied.count]
        for statement in migration.statements {
            try connection.execute(dialect.spelling(statement))
        }
        try connection.execute(
            "INSERT INTO schema_migrations (number, name, statements, applied_at) VALUES ($1, $2, $3, $4)",
            [.integer(Int64(migration.number)), .text(migration.name), .text(migration.text), .integer(now)])
        return migration.number
    }

    /// What was applied must be the beginning of what this release knows.
    private func check(_ applied: [SQLRow]) throws(StoreError) {
        // A newer release is the likely case, so its advice wins over that for the migrations it may also have changed.
        if let newest = try applied.last?.integer(0), newest > Int64(migrations.count) {
            throw StoreError(
                .newerSchema,
                """
                it is at migration \(newest), this release knows \(migrations.count): a newer release has used it. \
                Run that release or a later one, or restore the backup made before the upgrade
                """)
        }
        for (row, migration) in zip(applied, migrations) {
            guard try row.integer(0) == Int64(migration.number) else {
                throw StoreError(
                    .corrupt,
                    "schema_migrations has no row for migration \(migration.number). Restore a backup")
            }
            let text = try row.text(2)
            guard text.utf8.elementsEqual(migration.text.utf8) else {
                // SQLite reads as zeros what its file has lost, and a text ends at the first of them.
                guard !migration.text.utf8.starts(with: text.utf8) else {
                    throw StoreError(
                        .corrupt,
                        "schema_migrations has a part of migration \(migration.number) only. Restore a backup")
                }
                throw StoreError(
                    .changedMigration,
                    """
                    migration \(migration.number) (\(migration.name)) was applied with other statements than this \
                    release carries. Run the release that applied it, or restore a backup that this release made
                    """)
            }
        }
    }
}
