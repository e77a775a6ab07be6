package import MapaeStore

extension SQLStore {
    /// Makes an old state of the store fit to go on, in one transaction: nothing that was revoked after it was saved is believed
    /// again.
    ///
    /// All sessions end, because nobody knows which of them ended since; their tokens are revoked for as long as any of them can
    /// live, as are those of the sessions that began since, as far as they are known. The keys go, so that no token that was ever
    /// issued is believed, whatever the clock says. No user gets back what was taken since: who was shut out stays so, a password that
    /// was changed stays changed, a role that was taken away stays away, and who was deleted is shut out, for an administrator to
    /// decide. No code, device code, pushed request or opaque token of the backup is believed. A client that was removed since
    /// stays removed, and the secrets of the others are those that they have now; no consent is wider than it is now. Clients that have to
    /// know of logouts are told of all of them. Counts go on where they had come to.
    /// - Parameters:
    ///   - remembrance: What is known of the time after the state was saved.
    ///   - now: The present, in seconds since 1970-01-01T00:00:00Z.
    ///   - record: What is written into the audit log, told how many sessions ended.
    /// - Returns: How many sessions ended.
    /// - Throws: `StoreError`.
    package func reviveSafely(
        _ remembrance: Remembrance, now: Int64, recording record: @Sendable (_ ended: Int) -> AuditRecord
    ) async throws -> Int {
        try await database.write { connection in
            try Self.advanceCounts(remembrance, connection)
            for revocation in remembrance.revocations { try RevocationRows.add(revocation, connection) }
            let ended = try Self.endAllSessions(connection)
            try connection.execute("DELETE FROM signing_keys")
            if let users = remembrance.users { try Self.keepUsers(users, now: now, connection) }
            try Self.endGrantsUnderWay(connection)
            if let clients = remembrance.clients {
                try Self.keepClients(clients, connection)
                try Self.keepConsents(remembrance.consents, connection)
            }
            try Self.logOutEverywhere(remembrance.clientLogins, connection)
            for (digest, moment) in remembrance.usedOnce {
                _ = try UsedOnceRows.use(digest, until: moment, connection)
            }
            try AuditRows.add([record(ended)], connection)
            return ended
        }
    }

    private static func keepUsers(
        _ users: [Remembrance.User], now: Int64, _ connection: any SQLConnection
    ) throws {
        var known: [[UInt8]: Remembrance.User] = [:]
        for user in users { known[Array(user.id.utf8)] = user }
        var last: String?
        while true {
            let page = try UserRows.page(after: last, limit: 1000, connection)
            guard let end = page.last else { return }
            last = end.id
            for old in page {
                var user = old
                if let present = known[Array(old.id.utf8)] {
                    user.disabledAt = old.disabledAt ?? present.disabledAt
                    if present.passwordChangedAt > old.passwordChangedAt {
                        user.passwordHash = present.passwordHash.isEmpty ? nil : present.passwordHash
                        user.passwordChangedAt = present.passwordChangedAt
                    }
                    let roles = present.roles.utf8.split(separator: UInt8(ascii: " "))
                    user.roles = old.roles.filter { role in roles.contains { $0.elementsEqual(role.utf8) } }
                } else {
                    user.disabledAt = old.disabledAt ?? now
                }
                if user != old { try UserRows.update(user, id: user.id, connection) }
            }
        }
    }

    private static func advanceCounts(_ remembrance: Remembrance, _ connection: any SQLConnection) throws {
        let counts: [(SQLStatement, Int64)] = [
            ("UPDATE revocation_count SET changes = $1 WHERE changes < $1", remembrance.revocationCount),
            ("UPDATE session_epoch_count SET epochs = $1 WHERE epochs < $1", remembrance.epochCount),
            ("UPDATE audit_count SET entries = $1 WHERE entries < $1", remembrance.auditCount),
            ("UPDATE key_count SET changes = $1 WHERE changes < $1", remembrance.keyCount),
        ]
        for (statement, count) in counts { try connection.execute(statement, [.integer(count)]) }
        // For the sessions and for the keys, which both change.
        try connection.execute("UPDATE session_epoch_count SET epochs = epochs + 1 WHERE only_row = 1")
        try connection.execute("UPDATE key_count SET changes = changes + 1 WHERE only_row = 1")
    }

    private static func endAllSessions(_ connection: any SQLConnection) throws -> Int {
        var ended = 0
        var last = ""
        while true {
            let rows = try connection.query(
                "SELECT id, ends_at, alive_until FROM sessions WHERE id > $1 ORDER BY id LIMIT 1000", [.text(last)])
            guard let end = rows.last else { break }
            last = try end.text(0)
            for row in rows {
                // The backup cannot know how long the tokens live that it has not seen; the session's end bounds them all.
                let endsAt = max(try row.integer(1), try row.integer(2))
                try RevocationRows.add(Revocation(id: try row.text(0), endsAt: endsAt), connection)
            }
            ended += rows.count
        }
        try connection.execute("DELETE FROM refresh_replays")
        try connection.execute("DELETE FROM sessions")
        try connection.execute(
            """
            UPDATE session_epochs SET epoch = (SELECT epochs FROM session_epoch_count WHERE only_row = 1)
            """)
        try connection.execute(
            """
            INSERT INTO session_epochs (subject, epoch)
            SELECT users.id, session_epoch_count.epochs FROM users, session_epoch_count
            WHERE session_epoch_count.only_row = 1 ON CONFLICT (subject) DO NOTHING
            """)
        return ended
    }
}
