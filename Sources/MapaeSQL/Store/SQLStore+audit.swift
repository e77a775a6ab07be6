public import MapaeStore

extension SQLStore {
    /// Adds records in one transaction.
    /// - Parameter records: What has happened.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func record(_ records: [AuditRecord]) async throws {
        guard !records.isEmpty else { return }
        try await database.write { try AuditRows.add(records, $0) }
    }

    /// The newest entries that meet a filter, the newest first.
    /// - Parameters:
    ///   - filter: Which are wanted.
    ///   - number: Only those before this one; `nil` for all.
    ///   - limit: The most to return, at least 1.
    /// - Throws: `StoreError`.
    public func audit(_ filter: AuditFilter, before number: Int64?, limit: Int) async throws -> [AuditEntry] {
        let texts = [filter.kind, filter.subject, filter.sessionID, filter.network].compactMap(\.self)
        guard texts.allSatisfy(Self.isStorable) else { return [] }
        return try await database.read { try AuditRows.page(filter, before: number, limit: limit, $0) }
    }

    /// The entries that came after another, the oldest first.
    /// - Parameters:
    ///   - number: Where the last look ended; 0 for all.
    ///   - limit: The most to return, at least 1.
    /// - Throws: `StoreError`.
    public func audit(after number: Int64, limit: Int) async throws -> [AuditEntry] {
        try await database.read { try AuditRows.page(after: number, limit: limit, $0) }
    }

    /// Forgets old entries, the oldest first.
    /// - Parameters:
    ///   - moment: Those go that were recorded before this, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeAudit(recordedBefore moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT number FROM audit WHERE moment_ms < $1 LIMIT 1",
            deleting: """
                DELETE FROM audit WHERE number IN
                (SELECT number FROM audit WHERE moment_ms < $1 ORDER BY moment_ms LIMIT $2)
                """, before: moment, limit: limit)
    }
}
