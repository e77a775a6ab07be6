import MapaeStore

/// Sessions as rows, inside one transaction.
enum SessionRows {
    private static let columns = """
        SELECT id, subject, created_at, ends_at, persistent, used_at, alive_until, current_digest, scope, claims,
        device, network, access_until, client_id, login_id FROM sessions
        """
    private static let byID = SQLStatement(trusted: "\(columns) WHERE id = $1")
    private static let bySubject = SQLStatement(trusted: "\(columns) WHERE subject = $1")
    private static let byClient = SQLStatement(trusted: "\(columns) WHERE client_id = $1")
    private static let nextPage = SQLStatement(trusted: "\(columns) WHERE id > $1 ORDER BY id LIMIT $2")

    /// The session with its replays.
    static func session(_ id: String, _ connection: any SQLConnection) throws -> SessionRecord? {
        try connection.query(byID, [.text(id)]).first.map { try record($0, connection) }
    }

    /// A subject's sessions with their replays, the oldest first.
    static func sessions(of subject: String, _ connection: any SQLConnection) throws -> [SessionRecord] {
        // Not `ORDER BY`: PostgreSQL orders texts by the locale it was set up with, not by their bytes.
        try connection.query(bySubject, [.text(subject)]).map { try record($0, connection) }.inOrderOfCreation
    }

    /// A client's grants with their replays, the oldest first.
    private static func grants(to client: String, _ connection: any SQLConnection) throws -> [SessionRecord] {
        try connection.query(byClient, [.text(client)]).map { try record($0, connection) }.inOrderOfCreation
    }

    /// Sessions of all subjects in the order of their ids, as the database orders texts.
    static func page(after id: String?, limit: Int, _ connection: any SQLConnection) throws -> [SessionRecord] {
        // No id is empty, so the first page needs no statement of its own.
        try connection.query(nextPage, [.text(id ?? ""), .integer(Int64(limit))]).map { try record($0, connection) }
    }

    private static func record(_ row: SQLRow, _ connection: any SQLConnection) throws -> SessionRecord {
        let id = try row.text(0)
        return SessionRecord(
            id: id, subject: try row.text(1), createdAt: try row.integer(2), endsAt: try row.integer(3),
            isPersistent: row.isNull(4) ? nil : try row.integer(4) != 0, usedAt: try row.integer(5),
            aliveUntil: try row.integer(6),
            current: try row.blob(7), scope: try row.text(8), claims: try row.blob(9),
            replays: try replays(of: id, connection), device: try row.optionalText(10),
            network: try row.optionalText(11), accessUntil: try row.optionalInteger(12),
            clientID: try row.optionalText(13), loginID: try row.optionalText(14))
    }

    private static func replays(of id: String, _ connection: any SQLConnection) throws -> [RefreshReplay] {
        try connection.query(
            """
            SELECT digest, sealed_successor, ends_at_ms FROM refresh_replays WHERE session_id = $1 ORDER BY position
            """, [.text(id)]
        ).map { RefreshReplay(digest: try $0.blob(0), sealedSuccessor: try $0.blob(1), endsAt: try $0.integer(2)) }
    }

    /// Writes a session, and of it and its replays what has changed.
    static func put(
        _ record: SessionRecord, id: String, replacing known: SessionRecord?, _ connection: any SQLConnection
    ) throws {
        let whole: [SQLValue] = [
            .text(id), .text(record.subject), .integer(record.createdAt), .integer(record.endsAt),
            record.isPersistent.map { .integer($0 ? 1 : 0) } ?? .null, .integer(record.usedAt),
            .integer(record.aliveUntil),
            .blob(record.current), .text(record.scope), .blob(record.claims),
            record.device.map { .text($0) } ?? .null, record.network.map { .text($0) } ?? .null,
            record.accessUntil.map { .integer($0) } ?? .null,
            record.clientID.map { .text($0) } ?? .null, record.loginID.map { .text($0) } ?? .null,
        ]
        if let known, known.wasBegun(as: record) {
            // What a refresh changes. SQLite writes an index anew whose column is named here, whether its value changes or not.
            try connection.execute(
                """
                UPDATE sessions SET used_at = $2, alive_until = $3, current_digest = $4, scope = $5, claims = $6,
                access_until = $7 WHERE id = $1
                """, [whole[0]] + whole[5...9] + [whole[12]])
        } else if known != nil {
            try connection.execute(
                """
                UPDATE sessions SET subject = $2, created_at = $3, ends_at = $4, persistent = $5, used_at = $6,
                alive_until = $7, current_digest = $8, scope = $9, claims = $10, device = $11, network = $12,
                access_until = $13, client_id = $14, login_id = $15 WHERE id = $1
                """, whole)
        } else {
            try connection.execute(
                """
                INSERT INTO sessions
                (id, subject, created_at, ends_at, persistent, used_at, alive_until, current_digest, scope, claims,
                device, network, access_until, client_id, login_id)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                """, whole)
        }
        try put(record.replays, of: id, replacing: known?.replays ?? [], connection)
    }

    /// Takes away the oldest replays and adds new ones, and lets be what stays: a client that refreshes in a loop has many.
    private static func put(
        _ replays: [RefreshReplay], of id: String, replacing before: [RefreshReplay], _ connection: any SQLConnection
    ) throws {
        let gone = before.indices.first { replays.starts(with: before[$0...]) } ?? before.count
        let stays = before.count - gone
        guard gone > 0 || stays < replays.count else { return }
        var position: Int64 = 0
        if stays == 0 {
            if gone > 0 { try connection.execute("DELETE FROM refresh_replays WHERE session_id = $1", [.text(id)]) }
        } else {
            if gone > 0 {
                try connection.execute(
                    """
                    DELETE FROM refresh_replays WHERE session_id = $1 AND position IN
                    (SELECT position FROM refresh_replays WHERE session_id = $1 ORDER BY position LIMIT $2)
                    """, [.text(id), .integer(Int64(gone))])
            }
            let last = try connection.query(
                "SELECT position FROM refresh_replays WHERE session_id = $1 ORDER BY position DESC LIMIT 1",
                [.text(id)])
            // What a damaged file holds must not trap.
            position = (try last.first?.integer(0) ?? -1) &+ 1
        }
        for replay in replays.dropFirst(stays) {
            try connection.execute(
                """
                INSERT INTO refresh_replays (session_id, position, digest, sealed_successor, ends_at_ms)
                VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    .text(id), .integer(position), .blob(replay.digest), .blob(replay.sealedSuccessor),
                    .integer(replay.endsAt),
                ])
            position &+= 1
        }
    }

    /// Removes a session, and with a grant its opaque tokens; the database removes its replays with it.
    static func remove(_ record: SessionRecord, _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM sessions WHERE id = $1", [.text(record.id)])
        if let clientID = record.clientID {
            try OpaqueTokenRows.removeAll(ofGrant: record.id, to: clientID, connection)
        }
    }

    /// How many sessions a subject has, logins and grants.
    static func count(of subject: String, _ connection: any SQLConnection) throws -> Int64 {
        try connection.query("SELECT COUNT(*) FROM sessions WHERE subject = $1", [.text(subject)]).first?.integer(0)
            ?? 0
    }

    static func epoch(of subject: String, _ connection: any SQLConnection) throws -> Int64 {
        try connection.query("SELECT epoch FROM session_epochs WHERE subject = $1", [.text(subject)]).first?.integer(0)
            ?? 0
    }

    /// Subjects with an epoch who are no users, as far as that was not noted before.
    static func unnotedEpochs(limit: Int, _ connection: any SQLConnection) throws -> [String] {
        try connection.query(
            """
            SELECT subject FROM session_epochs WHERE gone_since IS NULL
            AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = session_epochs.subject) LIMIT $1
            """, [.integer(Int64(limit))]
        ).map { try $0.text(0) }
    }

    /// Notes that a subject is gone.
    /// - Returns: Whether it was not noted before, and is no user.
    static func noteEpoch(of subject: String, at now: Int64, _ connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            """
            UPDATE session_epochs SET gone_since = $2 WHERE subject = $1 AND gone_since IS NULL
            AND NOT EXISTS (SELECT 1 FROM users WHERE users.id = session_epochs.subject)
            """, [.text(subject), .integer(now)]) == 1
    }

    /// Ends sessions of a subject, and makes its next epoch.
    static func end(of subject: String, _ sweep: SessionSweep, _ connection: any SQLConnection) throws -> [Revocation] {
        try connection.execute("UPDATE session_epoch_count SET epochs = epochs + 1 WHERE only_row = 1")
        try connection.execute(
            """
            INSERT INTO session_epochs (subject, epoch) SELECT $1, epochs FROM session_epoch_count WHERE only_row = 1
            ON CONFLICT (subject) DO UPDATE SET epoch = excluded.epoch, gone_since = NULL
            """, [.text(subject)])
        try AuditRows.add(sweep.records, connection)
        try ClientLoginRows.logOut(subject, except: sweep.kept, connection)
        return try end(sessions(of: subject, connection).filter { sweep.ends($0.id) }, sweep.ending, connection)
    }

    /// Ends a client's grants: all, or those of a user.
    static func endGrants(
        to client: String, of subject: String?, _ ending: (SessionRecord) -> SessionEnding,
        _ connection: any SQLConnection
    ) throws -> [Revocation] {
        let known = try subject.map { try sessions(of: $0, connection) } ?? grants(to: client, connection)
        return try end(known.filter { $0.isGrant(for: client) }, ending, connection)
    }

    /// Ends as many logins of a subject as leave room for one more.
    static func makeRoom(
        for subject: String, _ terms: SessionTerms, _ connection: any SQLConnection
    ) throws -> [Revocation] {
        // The index alone counts all. Whether it is logins that are so many is looked at only then.
        guard try count(of: subject, connection) >= Int64(terms.maximum) else { return [] }
        let known = try sessions(of: subject, connection).filter { $0.clientID == nil }
        guard known.count >= terms.maximum else { return [] }
        return try end(Array(known.leastUsedFirst.prefix(known.count - terms.maximum + 1)), terms.ending, connection)
    }

    private static func end(
        _ ended: [SessionRecord], _ ending: (SessionRecord) -> SessionEnding, _ connection: any SQLConnection
    ) throws -> [Revocation] {
        let endings = ended.map(ending)
        for (record, ending) in zip(ended, endings) {
            try remove(record, connection)
            try ClientLoginRows.logOut(record, connection)
            try RevocationRows.add(ending.revocation, connection)
        }
        try AuditRows.add(endings.flatMap(\.records), connection)
        return endings.map(\.revocation)
    }
}

extension SessionRecord {
    /// Whether all is the same that no refresh changes. Texts are compared by their bytes, as the database does.
    fileprivate func wasBegun(as other: SessionRecord) -> Bool {
        createdAt == other.createdAt && endsAt == other.endsAt && isPersistent == other.isPersistent
            && subject.utf8.elementsEqual(other.subject.utf8) && Self.same(device, other.device)
            && Self.same(network, other.network) && Self.same(clientID, other.clientID)
            && Self.same(loginID, other.loginID)
    }

    private static func same(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.utf8.elementsEqual(right.utf8)
    }
}
