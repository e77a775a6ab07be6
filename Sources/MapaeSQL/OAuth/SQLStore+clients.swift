public import MapaeStore

extension SQLStore {
    /// Adds a client unless its id is taken.
    /// - Parameters:
    ///   - client: The client.
    ///   - records: What is written into the audit log in the same transaction.
    /// - Returns: `false`, and nothing is changed, when it is taken.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func insertIfAbsent(_ client: ClientRecord, recording records: [AuditRecord]) async throws -> Bool {
        try await database.write { connection in
            guard try ClientRows.insert(client, connection) else { return false }
            try AuditRows.add(records, connection)
            return true
        }
    }

    /// Finds a client.
    /// - Parameter id: Its id.
    /// - Returns: The client, or `nil`.
    /// - Throws: `StoreError`.
    public func client(id: String) async throws -> ClientRecord? {
        guard Self.isStorable(id) else { return nil }
        return try await database.read { try ClientRows.client(id, $0) }
    }

    /// Reads a client, decides, and writes, all in one transaction.
    /// - Parameters:
    ///   - id: The client's id.
    ///   - body: Decides; it gets `nil` when there is no such client.
    /// - Returns: What `body` wanted to know, after it is durable, and what was revoked with it.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func change<Outcome: Sendable>(
        client id: String, _ body: @Sendable (ClientRecord?) -> ClientChange<Outcome>
    ) async throws -> ClientChangeResult<Outcome> {
        try await database.write { connection in
            let isThere = try Self.isStorable(id) && ClientRows.lock(id, connection)
            let known = isThere ? try ClientRows.client(id, connection) : nil
            let change = body(known)
            var ended: [Revocation] = []
            switch change.fate {
            case .keep: break
            case .put(let client): if isThere { try ClientRows.update(client, id: id, connection) }
            case .remove: if isThere { ended = try ClientRows.remove(id, change.ending, connection) }
            }
            try AuditRows.add(change.records, connection)
            return ClientChangeResult(outcome: change.outcome, ended: ended)
        }
    }

    /// Clients in the order of their ids, as the database orders texts.
    /// - Parameters:
    ///   - id: Where the last look ended; `nil` for the first.
    ///   - limit: The most to return, at least 1.
    /// - Throws: `StoreError`.
    public func clients(after id: String?, limit: Int) async throws -> [ClientRecord] {
        guard id.map(Self.isStorable) ?? true else { return [] }
        return try await database.read { try ClientRows.page(after: id, limit: limit, $0) }
    }
}
