public import MapaeStore

/// The stores in SQL, written once for every database that has a ``SQLDatabase``.
///
/// Each method is one statement or one transaction, and so one atomic step. Every equality of texts is the database's:
/// byte by byte, since no column asks for a collation. Methods throw `StoreError`, or `CancellationError` when their task
/// is cancelled; then nothing was changed.
public struct SQLStore: OAuthStore, KeyStore {
    package let database: any SQLDatabase

    /// Only for a database whose schema is known to be this release's.
    private init(migrated database: any SQLDatabase) {
        self.database = database
    }

    /// Migrates a database to this release's schema and returns the store in it. The database may be empty.
    /// - Parameters:
    ///   - database: The database, which the caller goes on to own and closes.
    ///   - now: The time to write into the bookkeeping, in seconds since 1970-01-01T00:00:00Z.
    /// - Returns: The store.
    /// - Throws: What ``Migrator/migrate(_:now:)`` throws.
    public static func open(_ database: any SQLDatabase, now: Int64) async throws -> Self {
        try await Migrator(migrations).migrate(database, now: now)
        return Self(migrated: database)
    }

    /// A text with a NUL is never stored, so looking for one is answered here. It must not reach the database: bound as a
    /// C string, "admin\0x" would find "admin".
    static func isStorable(_ text: String) -> Bool {
        !text.utf8.contains(0)
    }
}
