public import MapaeStore

extension SQLStore {
    /// Claims logouts that are due, at most one of each client.
    /// - Parameter claim: Which.
    /// - Returns: Those that nobody else has.
    /// - Throws: `StoreError`.
    public func claimLogouts(_ claim: LogoutClaim) async throws -> [ClaimedLogout] {
        // It looks before it writes, because it is called again and again and there is seldom any; and again, as others who have looked
        // at the same time may have claimed what there was.
        guard try await database.read({ try !ClientLoginRows.clients(claim, $0).isEmpty }) else { return [] }
        return try await database.write { connection in
            try ClientLoginRows.clients(claim, connection).compactMap {
                try ClientLoginRows.claim($0, claim, connection)
            }
        }
    }

    /// Says what has come of a logout.
    /// - Parameters:
    ///   - logout: The logout, as it was claimed.
    ///   - fate: What is to become of it.
    ///   - records: What is written into the audit log in the same transaction.
    /// - Returns: `false`, and nothing is changed, where it is another's by now, or is there no more.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    @discardableResult
    public func settle(
        _ logout: ClaimedLogout, _ fate: LogoutFate, recording records: [AuditRecord]
    ) async throws -> Bool {
        guard Self.isStorable(logout.sessionID) else { return false }
        return try await database.write { connection in
            guard try ClientLoginRows.settle(logout, fate, connection) else { return false }
            try AuditRows.add(records, connection)
            return true
        }
    }

    /// When the next logout is due, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Returns: `nil` where none waits.
    /// - Throws: `StoreError`.
    public func nextLogout() async throws -> Int64? {
        try await database.read { connection in
            try connection.query(
                "SELECT due_ms FROM client_logins WHERE due_ms IS NOT NULL ORDER BY due_ms LIMIT 1"
            ).first?.integer(0)
        }
    }

    /// Drops logouts where too many wait.
    /// - Parameters:
    ///   - perClient: The most that may wait for one client.
    ///   - overall: The most that may wait in all.
    ///   - recording: What is written into the audit log in the same transaction.
    /// - Returns: What was dropped of each client.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func trimLogouts(
        perClient: Int, overall: Int, recording: @Sendable (LogoutOverflow) -> [AuditRecord]
    ) async throws -> [LogoutOverflow] {
        let overflow = { @Sendable (connection: any SQLConnection) in
            LogoutOverflow.beyond(
                try ClientLoginRows.waiting(connection), perClient: perClient, overall: overall)
        }
        guard try await database.read({ try !overflow($0).isEmpty }) else { return [] }
        return try await database.write { connection in
            let dropped = try overflow(connection)
            for client in dropped { try ClientLoginRows.drop(client, connection) }
            try AuditRows.add(dropped.flatMap(recording), connection)
            return dropped
        }
    }

    /// Forgets logins at clients that need not be remembered; a logout that waits stays, and so does what is of a login that there still is.
    /// - Parameters:
    ///   - moment: Those go that were to be kept until before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeClientLogins(keptUntilBefore moment: Int64, limit: Int) async throws -> Int {
        // A login that was renewed goes on for longer than was known when it came to the client.
        try await purge(
            looking: """
                SELECT session_id FROM client_logins WHERE due_ms IS NULL AND kept_until < $1
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = client_logins.login_id) LIMIT 1
                """,
            deleting: """
                DELETE FROM client_logins WHERE session_id IN
                (SELECT session_id FROM client_logins WHERE due_ms IS NULL AND kept_until < $1
                AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.id = client_logins.login_id)
                ORDER BY kept_until LIMIT $2)
                """, before: moment, limit: limit)
    }
}
