public import MapaeStore

extension SQLStore {
    /// Adds a request, where there is its client.
    /// - Parameter request: The request.
    /// - Throws: `StoreError`; with the code `failed` when the digest is taken, or a text holds a NUL, which no database here can
    ///   keep.
    public func insert(_ request: PushedRequestRecord) async throws {
        try await database.write { connection in
            guard try ClientRows.exists(request.clientID, connection) else { return }
            try connection.execute(
                "INSERT INTO pushed_requests (digest, client_id, ends_at, parameters) VALUES ($1, $2, $3, $4)",
                [
                    .blob(request.digest), .text(request.clientID), .integer(request.endsAt),
                    .blob(request.parameters),
                ])
        }
    }

    /// Takes a request out.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of its `request_uri`.
    ///   - clientID: The client that asks for it.
    /// - Returns: The request, also one that has died; `nil` when there is none of this client's.
    /// - Throws: `StoreError`.
    public func consume(pushedRequest digest: [UInt8], of clientID: String) async throws -> PushedRequestRecord? {
        guard Self.isStorable(clientID) else { return nil }
        let key: [SQLValue] = [.blob(digest), .text(clientID)]
        return try await database.write { connection in
            let rows = try connection.query(
                """
                SELECT digest, client_id, ends_at, parameters FROM pushed_requests WHERE digest = $1 AND client_id = $2
                """, key)
            guard let row = rows.first else { return nil }
            let request = PushedRequestRecord(
                digest: try row.blob(0), clientID: try row.text(1), endsAt: try row.integer(2),
                parameters: try row.blob(3))
            // Where writers are not one after another by themselves, whoever deletes it has it.
            let gone = try connection.execute("DELETE FROM pushed_requests WHERE digest = $1 AND client_id = $2", key)
            return gone == 1 ? request : nil
        }
    }

    /// Forgets requests that have died.
    /// - Parameters:
    ///   - moment: Those go that died before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgePushedRequests(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT digest FROM pushed_requests WHERE ends_at < $1 LIMIT 1",
            deleting: """
                DELETE FROM pushed_requests WHERE digest IN
                (SELECT digest FROM pushed_requests WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)
                """, before: moment, limit: limit)
    }
}
