import MapaeStore

/// Sessions as rows, inside one transaction.
enum SessionRows {
    /// The session with its replays.
    static func session(_ id: String, _ connection: any SQLConnection) throws -> SessionRecord? {
        let rows = try connection.query(
            """
            SELECT id, subject, created_at, ends_at, persistent, used_at, alive_until, current_digest, scope, claims
            FROM sessions WHERE id = $1
            """, [.text(id)])
        return try rows.first.map { try record($0, connection) }
    }

    /// A subject's sessions with their replays, the oldest first.
    static func sessions(of subject: String, _ connection: any SQLConnection) throws -> [SessionRecord] {
        let rows = try connection.query(
            """
            SELECT id, subject, created_at, ends_at, persistent, used_at, alive_until, current_digest, scope, claims
            FROM sessions WHERE subject = $1
            """, [.text(subject)])
        // Not `ORDER BY`: PostgreSQL orders texts by the locale it was set up with, not by their bytes.
        return try rows.map { try record($0, connection) }.inOrderOfCreation
    }

    private static func record(_ row: SQLRow, _ connection: any SQLConnection) throws -> SessionRecord {
        let id = try row.text(0)
        return SessionRecord(
            id: id, subject: try row.text(1), createdAt: try row.integer(2), endsAt: try row.integer(3),
            isPersistent: row.isNull(4) ? nil : try row.integer(4) != 0, usedAt: try row.integer(5),
            aliveUntil: try row.integer(6),
            current: try row.blob(7), scope: try row.text(8), claims: try row.blob(9),
            replays: try replays(of: id, connection))
    }

    private static func replays(of id: String, _ connection: any SQLConnection) throws -> [RefreshReplay] {
        try connection.query(
            """
            SELECT digest, sealed_successor, ends_at_ms FROM refresh_replays WHERE session_id = $1 ORDER BY position
            """, [.text(id)]
        ).map { RefreshReplay(digest: try $0.blob(0), sealedSuccessor: try $0.blob(1), endsAt: try $0.integer(2)) }
    }

    /// Writes a session, and of its replays what has changed.
    static func put(
        _ record: SessionRecord, id: String, replacing known: SessionRecord?, _ connection: any SQLConnection
    ) throws {
        let values: [SQLValue] = [
            .text(id), .text(record.subject), .integer(record.createdAt), .integer(record.endsAt),
            record.isPersistent.map { .integer($0 ? 1 : 0) } ?? .null, .integer(record.usedAt),
            .integer(record.aliveUntil),
            .blob(record.current), .text(record.scope), .blob(record.claims),
        ]
        if known == nil {
            try connection.execute(
                """
                INSERT INTO sessions
                (id, subject, created_at, ends_at, persistent, used_at, alive_until, current_digest, scope, claims)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """, values)
        } else {
            try connection.execute(
                """
                UPDATE sessions SET subject = $2, created_at = $3, ends_at = $4, persistent = $5, used_at = $6,
                alive_until = $7, current_digest = $8, scope = $9, claims = $10 WHERE id = $1
                """, values)
        }
        let before = known?.replays ?? []
        guard before != record.replays else { return }
        if !before.isEmpty {
            try connection.execute("DELETE FROM refresh_replays WHERE session_id = $1", [.text(id)])
        }
        for (position, replay) in record.replays.enumerated() {
            try connection.execute(
                """
                INSERT INTO refresh_replays (session_id, position, digest, sealed_successor, ends_at_ms)
                VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    .text(id), .integer(Int64(position)), .blob(replay.digest), .blob(replay.sealedSuccessor),
                    .integer(replay.endsAt),
                ])
        }
    }

    /// Removes a session; the database removes its replays with it.
    static func remove(_ id: String, _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM sessions WHERE id = $1", [.text(id)])
    }
}
