import MapaeStore

/// Clients as rows, inside one transaction.
enum ClientRows {
    private static let columns = "SELECT id, created_at, metadata, settings FROM clients"
    private static let byID = SQLStatement(trusted: "\(columns) WHERE id = $1")
    private static let firstPage = SQLStatement(trusted: "\(columns) ORDER BY id LIMIT $1")
    private static let nextPage = SQLStatement(trusted: "\(columns) WHERE id > $2 ORDER BY id LIMIT $1")

    static func client(_ id: String, _ connection: any SQLConnection) throws -> ClientRecord? {
        try connection.query(byID, [.text(id)]).first.map { try record($0, connection) }
    }

    static func exists(_ id: String, _ connection: any SQLConnection) throws -> Bool {
        try !connection.query("SELECT id FROM clients WHERE id = $1", [.text(id)]).isEmpty
    }

    /// Where writers are not one after another by themselves, those that change a client or what it may do meet at its row.
    /// - Returns: Whether there is the client.
    static func lock(_ id: String, _ connection: any SQLConnection) throws -> Bool {
        try connection.execute("UPDATE clients SET created_at = created_at WHERE id = $1", [.text(id)]) == 1
    }

    static func page(after id: String?, limit: Int, _ connection: any SQLConnection) throws -> [ClientRecord] {
        let limit = SQLValue.integer(Int64(limit))
        let rows =
            if let id { try connection.query(nextPage, [limit, .text(id)]) } else {
                try connection.query(firstPage, [limit])
            }
        return try rows.map { try record($0, connection) }
    }

    /// Adds a client, unless its id is taken.
    static func insert(_ client: ClientRecord, _ connection: any SQLConnection) throws -> Bool {
        let added = try connection.execute(
            """
            INSERT INTO clients (id, created_at, metadata, settings) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """, [.text(client.id), .integer(client.createdAt), .blob(client.metadata), .blob(client.settings)])
        guard added == 1 else { return false }
        try add(client.secrets, of: client.id, connection)
        return true
    }

    /// Replaces a client; its id and the time of its registration stay.
    static func update(_ client: ClientRecord, id: String, _ connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE clients SET metadata = $2, settings = $3 WHERE id = $1",
            [.text(id), .blob(client.metadata), .blob(client.settings)])
        try replaceSecrets(of: id, with: client.secrets, connection)
    }

    static func replaceSecrets(of id: String, with secrets: [[UInt8]], _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM client_secrets WHERE client_id = $1", [.text(id)])
        try add(secrets, of: id, connection)
    }

    /// Removes a client with its grants; the database removes with it what has become no grant, and its opaque tokens.
    /// - Returns: What was revoked, the oldest grant first.
    static func remove(
        _ id: String, _ ending: (SessionRecord) -> SessionEnding, _ connection: any SQLConnection
    ) throws -> [Revocation] {
        // The client first: that waits for whoever is just exchanging one of its codes, and then the grant is seen.
        try connection.execute("DELETE FROM clients WHERE id = $1", [.text(id)])
        return try SessionRows.endGrants(to: id, of: nil, ending, connection)
    }

    static func secrets(of id: String, _ connection: any SQLConnection) throws -> [[UInt8]] {
        try connection.query(
            "SELECT digest FROM client_secrets WHERE client_id = $1 ORDER BY position", [.text(id)]
        ).map { try $0.blob(0) }
    }

    private static func add(_ secrets: [[UInt8]], of id: String, _ connection: any SQLConnection) throws {
        for (position, secret) in secrets.enumerated() {
            try connection.execute(
                "INSERT INTO client_secrets (client_id, position, digest) VALUES ($1, $2, $3)",
                [.text(id), .integer(Int64(position)), .blob(secret)])
        }
    }

    private static func record(_ row: SQLRow, _ connection: any SQLConnection) throws -> ClientRecord {
        let id = try row.text(0)
        return ClientRecord(
            id: id, createdAt: try row.integer(1), metadata: try row.blob(2), secrets: try secrets(of: id, connection),
            settings: try row.blob(3))
    }
}
