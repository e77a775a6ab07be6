public import MapaeStore

extension SQLStore {
    /// Adds tokens, as far as there is what they belong to.
    /// - Parameter tokens: The tokens.
    /// - Throws: `StoreError`, and none is added; with the code `failed` when a digest is taken, or a text holds a NUL, which no
    ///   database here can keep.
    public func insert(_ tokens: [OpaqueTokenRecord]) async throws {
        guard !tokens.isEmpty else { return }
        try await database.write { try OpaqueTokenRows.add(tokens, $0) }
    }

    /// Finds a token that can still be good.
    /// - Parameter digest: The SHA-256 digest of the token.
    /// - Returns: The token; `nil` where there is none, or not all that it rests upon.
    /// - Throws: `StoreError`.
    public func opaqueToken(digest: [UInt8]) async throws -> OpaqueTokenRecord? {
        try await database.read { try OpaqueTokenRows.token(digest, $0) }
    }

    /// Removes a token.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of the token.
    ///   - records: What is written into the audit log in the same transaction, where there was the token.
    /// - Returns: Whether there was one.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    @discardableResult
    public func remove(opaqueToken digest: [UInt8], recording records: [AuditRecord]) async throws -> Bool {
        try await database.write { connection in
            guard try connection.execute("DELETE FROM opaque_tokens WHERE digest = $1", [.blob(digest)]) == 1 else {
                return false
            }
            try AuditRows.add(records, connection)
            return true
        }
    }

    /// Forgets tokens that have died.
    /// - Parameters:
    ///   - moment: Those go that died before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeOpaqueTokens(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT digest FROM opaque_tokens WHERE ends_at < $1 LIMIT 1",
            deleting: """
                DELETE FROM opaque_tokens WHERE digest IN
                (SELECT digest FROM opaque_tokens WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)
                """, before: moment, limit: limit)
    }
}
