public import MapaeStore

extension SQLStore {
    /// Adds a request unless one of its codes is taken.
    /// - Parameters:
    ///   - request: The request.
    ///   - records: What is written into the audit log in the same transaction.
    /// - Returns: `false`, and nothing is changed, when either is taken, or there is no such client.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func insertIfAbsent(
        _ request: DeviceCodeRecord, recording records: [AuditRecord]
    ) async throws -> Bool {
        try await database.write { connection in
            guard try ClientRows.exists(request.clientID, connection),
                try DeviceCodeRows.insert(request, connection)
            else { return false }
            try AuditRows.add(records, connection)
            return true
        }
    }

    /// Finds a request by its user code.
    /// - Parameter digest: The SHA-256 digest of its user code.
    /// - Returns: The request, or `nil`.
    /// - Throws: `StoreError`.
    public func deviceCode(userCodeDigest digest: [UInt8]) async throws -> DeviceCodeRecord? {
        try await database.read { try DeviceCodeRows.request(userCode: digest, $0) }
    }

    /// Reads a request, decides, and writes, all in one transaction.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of its device code.
    ///   - body: Decides; it gets `nil` when there is no such request.
    /// - Returns: What `body` returned, after it is durable.
    /// - Throws: `StoreError`; with the code `failed` when a token's digest is taken, or a text holds a NUL, which no database here
    ///   can keep.
    public func change<Outcome: Sendable>(
        deviceCode digest: [UInt8],
        _ body: @Sendable ((request: DeviceCodeRecord, context: GrantContext)?) -> GrantChange<DeviceCodeFate, Outcome>
    ) async throws -> GrantChange<DeviceCodeFate, Outcome> {
        try await database.write { connection in
            let known = try DeviceCodeRows.lock(digest, connection)
            let change = body(try known.map { (request: $0, context: try GrantRows.context(of: $0, connection)) })
            switch change.fate {
            case .keep: break
            case .put(let request): try DeviceCodeRows.update(request, digest: digest, connection)
            case .remove: try DeviceCodeRows.remove(digest, connection)
            }
            try GrantRows.apply(change.effects, connection)
            return change
        }
    }

    /// Forgets requests that have died.
    /// - Parameters:
    ///   - moment: Those go that died before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeDeviceCodes(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT digest FROM device_codes WHERE ends_at < $1 LIMIT 1",
            deleting: """
                DELETE FROM device_codes WHERE digest IN
                (SELECT digest FROM device_codes WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)
                """, before: moment, limit: limit)
    }
}
