public import MapaeStore

extension SQLStore {
    /// All keys, the oldest first.
    /// - Returns: The keys, by creation and then by the bytes of their ids.
    /// - Throws: `StoreError`.
    public func keys() async throws -> [KeyRecord] {
        try await database.read { try Self.allKeys($0) }
    }

    /// Adds `candidate` if there is no key at all, in one atomic step, and returns all keys.
    /// - Parameter candidate: The key for an empty store.
    /// - Returns: The keys, by creation and then by the bytes of their ids.
    /// - Throws: `StoreError`.
    public func keys(insertingIfEmpty candidate: KeyRecord) async throws -> [KeyRecord] {
        try await database.write { connection in
            let keys = try Self.allKeys(connection)
            guard keys.isEmpty else { return keys }
            try connection.execute(
                "INSERT INTO signing_keys (id, algorithm, sealed_material, created_at) VALUES ($1, $2, $3, $4)",
                [
                    .text(candidate.id), .text(candidate.algorithm), .blob(candidate.sealedMaterial),
                    .integer(candidate.createdAt),
                ])
            return [candidate]
        }
    }

    private static func allKeys(_ connection: any SQLConnection) throws -> [KeyRecord] {
        let rows = try connection.query("SELECT id, algorithm, sealed_material, created_at FROM signing_keys")
        let keys = try rows.map { row in
            KeyRecord(
                id: try row.text(0), algorithm: try row.text(1), sealedMaterial: try row.blob(2),
                createdAt: try row.integer(3))
        }
        // Not `ORDER BY`: PostgreSQL orders texts by the locale it was set up with, not by their bytes.
        return keys.sorted { left, right in
            left.createdAt == right.createdAt
                ? left.id.utf8.lexicographicallyPrecedes(right.id.utf8) : left.createdAt < right.createdAt
        }
    }
}
