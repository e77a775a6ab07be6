import MapaeStore

/// The audit log as rows, inside one transaction.
enum AuditRows {
    private static let columns: SQLStatement = """
        SELECT number, moment_ms, kind, subject, actor, session_id, network, details FROM audit
        """

    /// Adds records under the next numbers of the count.
    ///
    /// The count's row is locked until the transaction ends, so numbers become visible in their order: whoever follows the log
    /// has seen all below the highest that it has seen.
    static func add(_ records: [AuditRecord], _ connection: any SQLConnection) throws {
        guard !records.isEmpty else { return }
        try connection.execute(
            "UPDATE audit_count SET entries = entries + $1 WHERE only_row = 1", [.integer(Int64(records.count))])
        guard let count = try connection.query("SELECT entries FROM audit_count WHERE only_row = 1").first else {
            throw StoreError(.corrupt, "the count of the audit log is missing. Restore a backup")
        }
        let last = try count.integer(0)
        for (offset, record) in records.enumerated() {
            try connection.execute(
                """
                INSERT INTO audit (number, moment_ms, kind, subject, actor, session_id, network, details)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                """,
                [
                    .integer(last - Int64(records.count - 1 - offset)), .integer(record.moment), .text(record.kind),
                    text(record.subject), text(record.actor), text(record.sessionID), text(record.network),
                    .blob(record.details),
                ])
        }
    }

    /// The newest entries that meet a filter. What is not asked for is NULL, and asks nothing.
    static func page(
        _ filter: AuditFilter, before number: Int64?, limit: Int, _ connection: any SQLConnection
    ) throws -> [AuditEntry] {
        // Each kind of question has a statement of its own, so that each finds its index; what else is asked narrows it.
        // The types are for PostgreSQL, which cannot tell them where a parameter is only asked whether it is NULL.
        let narrowing = """
             AND (CAST($1 AS TEXT) IS NULL OR kind = $1) AND (CAST($2 AS TEXT) IS NULL OR subject = $2)
             AND (CAST($3 AS TEXT) IS NULL OR session_id = $3) AND (CAST($4 AS TEXT) IS NULL OR network = $4)
             AND (CAST($5 AS BIGINT) IS NULL OR moment_ms >= $5) AND (CAST($6 AS BIGINT) IS NULL OR moment_ms < $6)
             ORDER BY number DESC LIMIT $8
            """
        let entry = filter.subject == nil ? "number < $7" : "subject = $2 AND number < $7"
        return try connection.query(
            SQLStatement(trusted: "\(columns.text) WHERE \(entry)\(narrowing)"),
            [
                text(filter.kind), text(filter.subject), text(filter.sessionID), text(filter.network),
                filter.since.map { .integer($0) } ?? .null, filter.until.map { .integer($0) } ?? .null,
                .integer(number ?? .max), .integer(Int64(limit)),
            ]
        ).map(entryOf)
    }

    /// The entries that came after another.
    static func page(after number: Int64, limit: Int, _ connection: any SQLConnection) throws -> [AuditEntry] {
        try connection.query(
            SQLStatement(trusted: "\(columns.text) WHERE number > $1 ORDER BY number LIMIT $2"),
            [.integer(number), .integer(Int64(limit))]
        ).map(entryOf)
    }

    private static func entryOf(_ row: SQLRow) throws(StoreError) -> AuditEntry {
        AuditEntry(
            number: try row.integer(0),
            record: AuditRecord(
                try row.text(2), at: try row.integer(1), subject: try row.optionalText(3),
                actor: try row.optionalText(4), sessionID: try row.optionalText(5), network: try row.optionalText(6),
                details: try row.blob(7)))
    }

    private static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
}
