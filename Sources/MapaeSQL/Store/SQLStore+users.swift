public import MapaeStore

extension SQLStore {
    /// Adds a user unless its id or its name is taken.
    /// - Parameters:
    ///   - user: The user.
    ///   - records: What is written into the audit log in the same transaction.
    /// - Returns: `false`, and nothing is changed, when either is taken.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func insertIfAbsent(_ user: UserRecord, recording records: [AuditRecord]) async throws -> Bool {
        try await database.write { connection in
            guard try UserRows.insert(user, connection) else { return false }
            try AuditRows.add(records, connection)
            return true
        }
    }

    /// Finds a user by its canonical name.
    /// - Parameter username: The name.
    /// - Returns: The user, or `nil`.
    /// - Throws: `StoreError`.
    public func user(named username: String) async throws -> UserRecord? {
        guard Self.isStorable(username) else { return nil }
        return try await database.read { try UserRows.user(named: username, $0) }
    }

    /// Finds a user by its id.
    /// - Parameter id: The id.
    /// - Returns: The user, or `nil`.
    /// - Throws: `StoreError`.
    public func user(id: String) async throws -> UserRecord? {
        guard Self.isStorable(id) else { return nil }
        return try await database.read { try UserRows.user(id: id, $0) }
    }

    /// Replaces a password's hash if it is still the one that the caller has seen.
    /// - Parameters:
    ///   - id: The user's id.
    ///   - old: The hash that the caller has seen.
    ///   - new: The hash to store.
    /// - Returns: `false`, and nothing is changed, when the user is gone or its hash is another.
    /// - Throws: `StoreError`.
    public func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool {
        guard Self.isStorable(id), Self.isStorable(old), !old.isEmpty else { return false }
        return try await database.write { connection in
            try connection.execute(
                "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
                [.text(id), .text(old), .text(new)]) == 1
        }
    }

    /// Whether there is any user at all.
    /// - Returns: `true` when there is one.
    /// - Throws: `StoreError`.
    public func hasUsers() async throws -> Bool {
        try await database.read { try !$0.query("SELECT id FROM users LIMIT 1").isEmpty }
    }

    /// Users in the order of their ids, as the database orders texts.
    /// - Parameters:
    ///   - id: Where the last look ended; `nil` for the first.
    ///   - limit: The most to return, at least 1.
    /// - Throws: `StoreError`.
    public func users(after id: String?, limit: Int) async throws -> [UserRecord] {
        guard id.map(Self.isStorable) ?? true else { return [] }
        return try await database.read { try UserRows.page(after: id, limit: limit, $0) }
    }

    /// Reads a user, decides, and writes, all in one transaction.
    /// - Parameters:
    ///   - id: The user's id.
    ///   - body: Decides; it gets `nil` when there is no such user.
    /// - Returns: What `body` returned, after it is durable, and what was revoked with it.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func change<Outcome: Sendable>(
        user id: String, _ body: @Sendable (UserRecord?) -> UserChange<Outcome>
    ) async throws -> UserChangeResult<Outcome> {
        try await database.write { connection in
            let known = Self.isStorable(id) ? try UserRows.user(id: id, connection) : nil
            let change = body(known)
            switch change.fate {
            case .keep: break
            case .put(let user): if known != nil { try UserRows.update(user, id: id, connection) }
            case .remove:
                if known != nil {
                    try connection.execute("DELETE FROM users WHERE id = $1", [.text(id)])
                    try ConsentRows.removeAll(of: id, connection)
                }
            }
            let ended = try change.sweep.map { try SessionRows.end(of: id, $0, connection) } ?? []
            try AuditRows.add(change.records, connection)
            return UserChangeResult(outcome: change.outcome, ended: ended)
        }
    }

    /// Forgets the epochs of those who are no users any more.
    ///
    /// Whom it has to note is looked for outside of the transaction that notes it: the look passes all epochs, and nobody who wants
    /// to write is to wait for it.
    /// - Parameters:
    ///   - moment: Those are forgotten that were noted before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - now: The present.
    ///   - limit: The most that are noted, and the most that go.
    /// - Returns: How many were noted, and how many went, together.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeSessionEpochs(notedBefore moment: Int64, at now: Int64, limit: Int) async throws -> Int {
        let gone = try await database.read { try SessionRows.unnotedEpochs(limit: limit, $0) }
        let noted =
            gone.isEmpty
            ? 0
            : try await database.write { connection in
                try gone.count { try SessionRows.noteEpoch(of: $0, at: now, connection) }
            }
        let forgotten = try await purge(
            looking: "SELECT subject FROM session_epochs WHERE gone_since < $1 LIMIT 1",
            deleting: """
                DELETE FROM session_epochs WHERE subject IN
                (SELECT subject FROM session_epochs WHERE gone_since < $1 ORDER BY gone_since LIMIT $2)
                """, before: moment, limit: limit)
        return noted + forgotten
    }
}
