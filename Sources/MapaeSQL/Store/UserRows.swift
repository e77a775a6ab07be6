import MapaeStore

/// Users as rows, inside one transaction.
enum UserRows {
    /// Who has no password has an empty text in its column, which the releases before this one cannot leave out.
    private static let columns = """
        SELECT id, username, password_hash, created_at, email, roles, password_changed_at, disabled_at,
        COALESCE((SELECT epoch FROM session_epochs WHERE session_epochs.subject = users.id), 0) FROM users
        """
    private static let byID = SQLStatement(trusted: "\(columns) WHERE id = $1")
    private static let byName = SQLStatement(trusted: "\(columns) WHERE username = $1")
    private static let firstPage = SQLStatement(trusted: "\(columns) ORDER BY id LIMIT $1")
    private static let nextPage = SQLStatement(trusted: "\(columns) WHERE id > $2 ORDER BY id LIMIT $1")

    static func user(id: String, _ connection: any SQLConnection) throws -> UserRecord? {
        try connection.query(byID, [.text(id)]).first.map(user)
    }

    static func user(named name: String, _ connection: any SQLConnection) throws -> UserRecord? {
        try connection.query(byName, [.text(name)]).first.map(user)
    }

    static func exists(named name: String, _ connection: any SQLConnection) throws -> Bool {
        try !connection.query("SELECT id FROM users WHERE username = $1", [.text(name)]).isEmpty
    }

    static func page(after id: String?, limit: Int, _ connection: any SQLConnection) throws -> [UserRecord] {
        let limit = SQLValue.integer(Int64(limit))
        let rows =
            if let id { try connection.query(nextPage, [limit, .text(id)]) } else {
                try connection.query(firstPage, [limit])
            }
        return try rows.map(user)
    }

    /// Adds a user, unless its id or name is taken.
    static func insert(_ user: UserRecord, _ connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO users
            (id, username, password_hash, created_at, email, roles, password_changed_at, disabled_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT DO NOTHING
            """, [.text(user.id), .text(user.username)] + values(user)) == 1
    }

    /// Replaces a user; its id and its name stay as they are.
    static func update(_ user: UserRecord, id: String, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE users SET password_hash = $2, created_at = $3, email = $4, roles = $5, password_changed_at = $6,
            disabled_at = $7 WHERE id = $1
            """, [.text(id)] + values(user))
    }

    private static func values(_ user: UserRecord) -> [SQLValue] {
        [
            .text(user.passwordHash ?? ""), .integer(user.createdAt), user.email.map { .text($0) } ?? .null,
            .text(user.roles.joined(separator: " ")), .integer(user.passwordChangedAt),
            user.disabledAt.map { .integer($0) } ?? .null,
        ]
    }

    private static func user(_ row: SQLRow) throws(StoreError) -> UserRecord {
        let hash = try row.text(2)
        let createdAt = try row.integer(3)
        return UserRecord(
            id: try row.text(0), username: try row.text(1), passwordHash: hash.isEmpty ? nil : hash,
            createdAt: createdAt, email: try row.optionalText(4),
            roles: try row.text(5).utf8.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) },
            // A row of a release that did not know the column.
            passwordChangedAt: try row.optionalInteger(6) ?? createdAt, disabledAt: try row.optionalInteger(7),
            sessionEpoch: try row.integer(8))
    }
}
