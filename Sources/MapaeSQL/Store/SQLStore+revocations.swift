public import MapaeStore

extension SQLStore {
    /// Adds a revocation. What is revoked already stays so until the later of both ends.
    /// - Parameters:
    ///   - revocation: What not to believe any more.
    ///   - records: What is written into the audit log in the same transaction.
    /// - Throws: `StoreError`; with the code `failed` when the id holds a NUL, which no database here can keep.
    public func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws {
        try await database.write { connection in
            try RevocationRows.add(revocation, connection)
            try AuditRows.add(records, connection)
        }
    }

    /// What was revoked, or was prolonged, since another look, in the order of time.
    /// - Parameters:
    ///   - cursor: Where the last look ended; 0 for all that is remembered.
    ///   - limit: The most to return, at least 1.
    /// - Returns: The revocations, and where the next look begins.
    /// - Throws: `StoreError`.
    public func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        try await database.read { try RevocationRows.page(after: cursor, limit: limit, $0) }
    }

    /// Forgets the revocations that are over.
    /// - Parameters:
    ///   - moment: Those go that ended before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT id FROM revocations WHERE ends_at < $1 LIMIT 1",
            deleting: """
                DELETE FROM revocations WHERE id IN
                (SELECT id FROM revocations WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)
                """, before: moment, limit: limit)
    }
}
