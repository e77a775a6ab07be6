public import MapaeStore

extension SQLStore {
    /// All keys, the oldest first.
    /// - Returns: The keys, by creation and then by the bytes of their ids.
    /// - Throws: `StoreError`.
    public func keys() async throws -> [KeyRecord] {
        try await database.read { try Self.allKeys($0) }
    }

    /// Reads all keys, decides, and writes, all in one transaction.
    /// - Parameter body: Decides; it gets all keys, the oldest first.
    /// - Returns: What `body` returned, after it is durable.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func changeKeys<Outcome: Sendable>(
        _ body: @Sendable ([KeyRecord]) -> KeyChange<Outcome>
    ) async throws -> KeyChange<Outcome> {
        try await database.write { connection in
            // Where writers are not one after another by themselves, all that change keys meet at this row.
            try connection.execute("UPDATE key_count SET changes = changes + 1 WHERE only_row = 1")
            let change = body(try Self.allKeys(connection))
            for id in change.removed where Self.isStorable(id) {
                try connection.execute("DELETE FROM signing_keys WHERE id = $1", [.text(id)])
            }
            for key in change.put {
                try connection.execute(
                    """
                    INSERT INTO signing_keys (id, algorithm, sealed_material, created_at, signs_from, retires_at)
                    VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT (id) DO UPDATE SET algorithm = $2, sealed_material = $3, created_at = $4,
                    signs_from = $5, retires_at = $6
                    """,
                    [
                        .text(key.id), .text(key.algorithm), .blob(key.sealedMaterial), .integer(key.createdAt),
                        .integer(key.signsFrom), key.retiresAt.map { .integer($0) } ?? .null,
                    ])
            }
            try AuditRows.add(change.records, connection)
            return change
        }
    }

    private static func allKeys(_ connection: any SQLConnection) throws -> [KeyRecord] {
        let rows = try connection.query(
            "SELECT id, algorithm, sealed_material, created_at, signs_from, retires_at FROM signing_keys")
        // Not `ORDER BY`: PostgreSQL orders texts by the locale it was set up with, not by their bytes.
        return try rows.map { row in
            KeyRecord(
                id: try row.text(0), algorithm: try row.text(1), sealedMaterial: try row.blob(2),
                createdAt: try row.integer(3), signsFrom: try row.optionalInteger(4),
                retiresAt: try row.optionalInteger(5))
        }.inOrderOfCreation
    }
}
