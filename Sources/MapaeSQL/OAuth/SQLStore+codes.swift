public import MapaeStore

extension SQLStore {
    /// Adds a code, where there is its client.
    /// - Parameters:
    ///   - code: The code.
    ///   - records: What is written into the audit log in the same transaction.
    /// - Throws: `StoreError`; with the code `failed` when the digest is taken, or a text holds a NUL, which no database here can
    ///   keep.
    public func insert(_ code: CodeRecord, recording records: [AuditRecord]) async throws {
        try await database.write { connection in
            guard try ClientRows.exists(code.clientID, connection) else { return }
            try CodeRows.insert(code, connection)
            try AuditRows.add(records, connection)
        }
    }

    /// Reads a code, decides, and writes, all in one transaction.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of the code.
    ///   - body: Decides; it gets `nil` when there is no such code.
    /// - Returns: What `body` returned, after it is durable.
    /// - Throws: `StoreError`; with the code `failed` when a token's digest is taken, or a text holds a NUL, which no database here
    ///   can keep.
    public func change<Outcome: Sendable>(
        code digest: [UInt8],
        _ body: @Sendable ((code: CodeRecord, context: GrantContext)?) -> GrantChange<CodeFate, Outcome>
    ) async throws -> GrantChange<CodeFate, Outcome> {
        try await database.write { connection in
            let known = try CodeRows.lock(digest, connection)
            let change = body(try known.map { (code: $0, context: try GrantRows.context(of: $0, connection)) })
            if case .use(let moment, let end) = change.fate {
                try CodeRows.use(digest, at: moment, keptUntil: end, connection)
            }
            try GrantRows.apply(change.effects, connection)
            return change
        }
    }

    /// Forgets codes that need not be remembered.
    /// - Parameters:
    ///   - moment: Those go that were to be kept until before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeCodes(keptUntilBefore moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT digest FROM authorization_codes WHERE kept_until < $1 LIMIT 1",
            deleting: """
                DELETE FROM authorization_codes WHERE digest IN
                (SELECT digest FROM authorization_codes WHERE kept_until < $1 ORDER BY kept_until LIMIT $2)
                """, before: moment, limit: limit)
    }
}
