import MapaeStore

/// Revocations as rows, inside one transaction.
enum RevocationRows {
    /// Adds a revocation, or prolongs it, under the next number of the count.
    ///
    /// The count's row is locked until the transaction ends, so numbers become visible in their order: whoever has seen one
    /// has seen all below it.
    static func add(_ revocation: Revocation, _ connection: any SQLConnection) throws {
        let known = try connection.query("SELECT ends_at FROM revocations WHERE id = $1", [.text(revocation.id)]).first
        if let known, try known.integer(0) >= revocation.endsAt { return }
        try connection.execute("UPDATE revocation_count SET changes = changes + 1 WHERE only_row = 1")
        guard let count = try connection.query("SELECT changes FROM revocation_count WHERE only_row = 1").first else {
            throw StoreError(.corrupt, "the count of revocations is missing. Restore a backup")
        }
        let number = try count.integer(0)
        try connection.execute(
            """
            INSERT INTO revocations (id, ends_at, change_number) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET ends_at = $2, change_number = $3
            """, [.text(revocation.id), .integer(revocation.endsAt), .integer(number)])
    }

    static func page(after cursor: Int64, limit: Int, _ connection: any SQLConnection) throws -> RevocationPage {
        let rows = try connection.query(
            """
            SELECT id, ends_at, change_number FROM revocations WHERE change_number > $1
            ORDER BY change_number LIMIT $2
            """, [.integer(cursor), .integer(Int64(limit))])
        return RevocationPage(
            revocations: try rows.map { Revocation(id: try $0.text(0), endsAt: try $0.integer(1)) },
            cursor: try rows.last?.integer(2) ?? cursor)
    }
}
