package import MapaeStore

/// What a database that a backup replaces knows, and the backup does not: what has been revoked since, who was shut out, and what
/// was taken from clients.
package struct Remembrance: Sendable {
    /// What was revoked, and the sessions that were alive, whose tokens die with the database.
    package private(set) var revocations: [Revocation] = []
    /// The users, with what a backup must not bring back; `nil` where there is nothing to remember.
    package private(set) var users: [User]?
    /// The clients, with the secrets that they have; `nil` where there is nothing to remember.
    package private(set) var clients: [Client]?
    /// What users allow clients; as much as ``clients`` says.
    package private(set) var consents: [ConsentRecord] = []
    /// Where users were logged in, of whose logout the clients have to be told; as much as ``clients`` says.
    package private(set) var clientLogins: [ClientLoginRecord] = []
    /// What was used once, with the moments until which it has to be remembered.
    package private(set) var usedOnce: [(digest: [UInt8], until: Int64)] = []
    /// How far the counts of the database have come: their numbers must not come again.
    var revocationCount: Int64 = 0
    var epochCount: Int64 = 0
    var auditCount: Int64 = 0
    var keyCount: Int64 = 0

    /// What has become of a user.
    package struct User: Sendable {
        let id: String
        let passwordHash: String
        let passwordChangedAt: Int64
        let roles: String
        /// Since when the user is shut out.
        package let disabledAt: Int64?
    }

    /// What has become of a client.
    package struct Client: Sendable {
        let id: String
        let secrets: [[UInt8]]
    }

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
        let schema =
            try Self.rows("SELECT number FROM schema_migrations ORDER BY number DESC LIMIT 1", connection).first?
            .integer(0) ?? 0
        // Releases before this one neither shut anybody out nor changed a password. Of this one's tables all are there, so that
        // whatever hinders reading them is no absence.
        if schema >= 3 {
            users = try connection.query(
                "SELECT id, password_hash, password_changed_at, created_at, roles, disabled_at FROM users"
            ).map { row in
                User(
                    id: try row.text(0), passwordHash: try row.text(1),
                    passwordChangedAt: try row.optionalInteger(2) ?? row.integer(3), roles: try row.text(4),
                    disabledAt: try row.optionalInteger(5))
            }
        }
        if schema >= 6 { try rememberClients(connection) }
        if schema >= 7 { clientLogins = try ClientLoginRows.all(connection) }
        revocationCount = try Self.count("SELECT changes FROM revocation_count WHERE only_row = 1", connection)
        epochCount = try Self.count("SELECT epochs FROM session_epoch_count WHERE only_row = 1", connection)
        auditCount = try Self.count("SELECT entries FROM audit_count WHERE only_row = 1", connection)
        keyCount = try Self.count("SELECT changes FROM key_count WHERE only_row = 1", connection)
    }

    private mutating func rememberClients(_ connection: any SQLConnection) throws {
        clients = try connection.query("SELECT id FROM clients").map { row in
            let id = try row.text(0)
            return Client(id: id, secrets: try ClientRows.secrets(of: id, connection))
        }
        consents = try connection.query(
            "SELECT subject, client_id, created_at, changed_at, scope, resources FROM consents"
        ).map(ConsentRows.record)
        usedOnce = try connection.query("SELECT digest, remembered_until FROM used_once").map {
            (digest: try $0.blob(0), until: try $0.integer(1))
        }
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
