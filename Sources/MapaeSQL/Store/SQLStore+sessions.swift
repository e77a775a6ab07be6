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
            var isThere = known != nil
            switch change.fate {
            case .keep: break
            case .put(let record):
                try SessionRows.put(record, id: id, replacing: known, connection)
                isThere = true
            case .remove:
                if let known {
                    try SessionRows.remove(known, connection)
                    if known.clientID == nil || change.isLogout { try ClientLoginRows.logOut(known, connection) }
                }
                isThere = false
            }
            if isThere { try OpaqueTokenRows.add(change.tokens, connection) }
            for revocation in change.revocations { try RevocationRows.add(revocation, connection) }
            try AuditRows.add(change.records, connection)
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

    /// Begins a session, in one transaction with making room for it.
    /// - Parameters:
    ///   - session: The session.
    ///   - terms: What has to be true, and how many sessions its subject may have.
    /// - Returns: Whether it has begun.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning {
        try await database.write { connection in
            guard try SessionRows.session(session.id, connection) == nil else { return .idTaken }
            if let epoch = terms.epoch, try SessionRows.epoch(of: session.subject, connection) != epoch {
                return .superseded
            }
            // A grant takes no login's room.
            let displaced =
                session.clientID == nil ? try SessionRows.makeRoom(for: session.subject, terms, connection) : []
            try SessionRows.put(session, id: session.id, replacing: nil, connection)
            try AuditRows.add(terms.records, connection)
            return .began(displaced: displaced)
        }
    }

    /// A number that changes whenever all sessions of a subject are ended.
    /// - Parameter subject: Whose.
    /// - Returns: The number; 0 where nobody ever ended all sessions of the subject.
    /// - Throws: `StoreError`.
    public func sessionEpoch(of subject: String) async throws -> Int64 {
        guard Self.isStorable(subject) else { return 0 }
        return try await database.read { try SessionRows.epoch(of: subject, $0) }
    }

    /// Ends all sessions of a subject in one transaction.
    /// - Parameters:
    ///   - subject: Whose.
    ///   - sweep: Which go on, and what the end of each leaves behind.
    /// - Returns: What was revoked, one for each session that was ended, the oldest session first.
    /// - Throws: `StoreError`.
    public func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation] {
        guard Self.isStorable(subject) else { return [] }
        return try await database.write { try SessionRows.end(of: subject, sweep, $0) }
    }

    /// Sessions of all subjects in the order of their ids, as the database orders texts.
    /// - Parameters:
    ///   - id: Where the last look ended; `nil` for the first.
    ///   - limit: The most to return, at least 1.
    /// - Throws: `StoreError`.
    public func sessions(after id: String?, limit: Int) async throws -> [SessionRecord] {
        guard id.map(Self.isStorable) ?? true else { return [] }
        return try await database.read { try SessionRows.page(after: id, limit: limit, $0) }
    }

    /// Forgets the replays whose window is over.
    /// - Parameters:
    ///   - moment: The present, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT position FROM refresh_replays WHERE ends_at_ms <= $1 LIMIT 1",
            deleting: """
                DELETE FROM refresh_replays WHERE (session_id, position) IN
                (SELECT session_id, position FROM refresh_replays WHERE ends_at_ms <= $1 ORDER BY ends_at_ms LIMIT $2)
                """, before: moment, limit: limit)
    }

    /// Forgets the sessions that nobody can use any more.
    /// - Parameters:
    ///   - moment: Those go of which the last token died before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go.
    /// - Returns: How many went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT id FROM sessions WHERE alive_until < $1 LIMIT 1",
            deleting: """
                DELETE FROM sessions WHERE id IN
                (SELECT id FROM sessions WHERE alive_until < $1 ORDER BY alive_until LIMIT $2)
                """, before: moment, limit: limit)
    }
}
