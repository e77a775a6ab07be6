package import MapaeStore

/// What a database that a backup replaces knows, and the backup does not: what has been revoked since, and who was shut out.
package struct Remembrance: Sendable {
    /// What was revoked, and the sessions that were alive, whose tokens die with the database.
    package private(set) var revocations: [Revocation] = []
    /// Who is shut out, and since when.
    package private(set) var disabled: [(user: String, since: Int64)] = []
    /// How far the counts of the database have come: their numbers must not come again.
    var revocationCount: Int64 = 0
    var epochCount: Int64 = 0
    var auditCount: Int64 = 0
    var keyCount: Int64 = 0

    /// What there is to remember where there was no database.
    package init() {}

    /// Reads it. The database may be of an earlier release, or empty.
    /// - Throws: `StoreError` when the database is damaged.
    package init(_ connection: any SQLConnection) throws {
        revocations = try Self.rows("SELECT id, ends_at FROM revocations", connection).map {
            Revocation(id: try $0.text(0), endsAt: try $0.integer(1))
        }
        revocations += try Self.rows("SELECT id, ends_at, alive_until FROM sessions", connection).map {
            Revocation(id: try $0.text(0), endsAt: max(try $0.integer(1), try $0.integer(2)))
        }
        disabled = try Self.rows("SELECT id, disabled_at FROM users WHERE disabled_at IS NOT NULL", connection).map {
            (try $0.text(0), try $0.integer(1))
        }
        revocationCount = try Self.count("SELECT changes FROM revocation_count WHERE only_row = 1", connection)
        epochCount = try Self.count("SELECT epochs FROM session_epoch_count WHERE only_row = 1", connection)
        auditCount = try Self.count("SELECT entries FROM audit_count WHERE only_row = 1", connection)
        keyCount = try Self.count("SELECT changes FROM key_count WHERE only_row = 1", connection)
    }

    private static func count(_ statement: SQLStatement, _ connection: any SQLConnection) throws -> Int64 {
        try rows(statement, connection).first?.integer(0) ?? 0
    }

    /// The rows; none where the release that made the database knew no such table or column.
    private static func rows(_ statement: SQLStatement, _ connection: any SQLConnection) throws -> [SQLRow] {
        do {
            return try connection.query(statement)
        } catch let error as StoreError where error.code == .failed {
            return []
        }
    }
}
