public import MapaeStore

extension SQLStore {
    /// Finds a session.
    /// - Parameter id: Its id.
    /// - Returns: The session with its replays, or `nil`.
    /// - Throws: `StoreError`.
    public func session(id: String) async throws -> SessionRecord? {
        guard Self.isStorable(id) else { return nil }
        return try await database.read { try SessionRows.session(id, $0) }
    }

    /// Reads a session, decides, and writes, all in one transaction.
    /// - Parameters:
    ///   - id: The session's id.
    ///   - body: Decides; it gets `nil` when there is no such session.
    /// - Returns: What `body` returned, after it is durable.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> {
        try await database.write { connection in
            let known = Self.isStorable(id) ? try SessionRows.session(id, connection) : nil
            let change = body(known)
            switch change.fate {
            case .keep: break
            case .put(let record): try SessionRows.put(record, id: id, replacing: known, connection)
            case .remove: if known != nil { try SessionRows.remove(id, connection) }
            }
            for revocation in change.revocations { try RevocationRows.add(revocation, connection) }
            return change
        }
    }

    /// All sessions of a subject, the oldest first.
    /// - Parameter subject: Whose.
    /// - Returns: The sessions with their replays.
    /// - Throws: `StoreError`.
    public func sessions(of subject: String) async throws -> [SessionRecord] {
        guard Self.isStorable(subject) else { return [] }
        return try await database.read { try SessionRows.sessions(of: subject, $0) }
    }

    /// Ends all sessions of a subject in one transaction.
    /// - Parameters:
    ///   - subject: Whose.
    ///   - kept: The id of one session that goes on, if any.
    ///   - revocation: What to revoke for a session.
    /// - Returns: What was revoked, one for each session that was ended, the oldest session first.
    /// - Throws: `StoreError`.
    public func endSessions(
        of subject: String, except kept: String?, revoking revocation: @Sendable (SessionRecord) -> Revocation
    ) async throws -> [Revocation] {
        guard Self.isStorable(subject) else { return [] }
        return try await database.write { connection in
            let ended = try SessionRows.sessions(of: subject, connection).filter { record in
                !(kept?.utf8.elementsEqual(record.id.utf8) ?? false)
            }
            let revoked = ended.map(revocation)
            for (record, revocation) in zip(ended, revoked) {
                try SessionRows.remove(record.id, connection)
                try RevocationRows.add(revocation, connection)
            }
            return revoked
        }
    }

    /// Forgets the replays whose window is over.
    ///
    /// It looks before it writes, because it is called each second or so and there is seldom one.
    /// - Parameter moment: The present, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Throws: `StoreError`.
    public func wipeReplays(endedBy moment: Int64) async throws {
        let found = try await database.read { connection in
            try !connection.query(
                "SELECT position FROM refresh_replays WHERE ends_at_ms <= $1 LIMIT 1", [.integer(moment)]
            ).isEmpty
        }
        guard found else { return }
        _ = try await database.write {
            try $0.execute("DELETE FROM refresh_replays WHERE ends_at_ms <= $1", [.integer(moment)])
        }
    }

    /// Forgets the sessions that nobody can use any more.
    /// - Parameter moment: Those go of which the last token died before this, in seconds since 1970-01-01T00:00:00Z.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeSessions(deadBefore moment: Int64) async throws -> Int {
        try await database.write {
            try $0.execute("DELETE FROM sessions WHERE alive_until < $1", [.integer(moment)])
        }
    }
}
