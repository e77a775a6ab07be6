import MapaeStore

/// Where users are logged in, and the logouts that wait, as rows, inside one transaction. One whose `due_ms` is NULL is a login that
/// goes on.
enum ClientLoginRows {
    /// Adds a login at a client, where there is the client, and forgets the oldest of too many: never the one that is added, though others
    /// have begun in the same second.
    static func insert(_ login: ClientLoginRecord, _ connection: any SQLConnection) throws {
        guard try ClientRows.exists(login.clientID, connection) else { return }
        try connection.execute(
            """
            INSERT INTO client_logins (session_id, client_id, subject, login_id, created_at, kept_until)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
            """,
            [
                .text(login.sessionID), .text(login.clientID), .text(login.subject), .text(login.loginID),
                .integer(login.createdAt), .integer(login.keptUntil),
            ])
        let known = try connection.query(
            """
            SELECT session_id FROM client_logins WHERE login_id = $1 AND client_id = $2 AND due_ms IS NULL
            ORDER BY (session_id = $3) DESC, created_at DESC
            """, [.text(login.loginID), .text(login.clientID), .text(login.sessionID)])
        for old in known.dropFirst(ClientLoginRecord.maximumOfLogin) {
            try connection.execute("DELETE FROM client_logins WHERE session_id = $1", [.text(try old.text(0))])
        }
    }

    /// What is over with a session.
    static func logOut(_ session: SessionRecord, _ connection: any SQLConnection) throws {
        try connection.execute(
            session.clientID == nil
                ? "UPDATE client_logins SET due_ms = 0 WHERE login_id = $1 AND due_ms IS NULL"
                : "UPDATE client_logins SET due_ms = 0 WHERE session_id = $1 AND due_ms IS NULL",
            [.text(session.id)])
    }

    /// What is over with all sessions of a user but one.
    static func logOut(_ subject: String, except kept: String?, _ connection: any SQLConnection) throws {
        // No id is empty, so that no session is kept by it.
        try connection.execute(
            "UPDATE client_logins SET due_ms = 0 WHERE subject = $1 AND session_id <> $2 AND due_ms IS NULL",
            [.text(subject), .text(kept ?? "")])
    }

    /// What is over with a user's consent.
    /// - Returns: Of how many logins the client is to be told.
    static func logOut(_ subject: String, at client: String, _ connection: any SQLConnection) throws -> Int {
        try connection.execute(
            "UPDATE client_logins SET due_ms = 0 WHERE subject = $1 AND client_id = $2 AND due_ms IS NULL",
            [.text(subject), .text(client)])
    }

    /// The clients with logouts that are due, the one first that waits longest.
    static func clients(_ claim: LogoutClaim, _ connection: any SQLConnection) throws -> [String] {
        let excluded = Set(claim.excludedClients.map { Array($0.utf8) })
        let limit = Int64(claim.limit) + Int64(excluded.count)
        return Array(
            try connection.query(
                """
                SELECT client_id, MIN(due_ms) FROM client_logins WHERE due_ms <= $1 GROUP BY client_id
                ORDER BY MIN(due_ms) LIMIT $2
                """, [.integer(claim.now), .integer(limit)]
            ).map { try $0.text(0) }.filter { !excluded.contains(Array($0.utf8)) }.prefix(claim.limit))
    }

    /// Claims the logout of a client that is due longest.
    static func claim(
        _ client: String, _ claim: LogoutClaim, _ connection: any SQLConnection
    ) throws -> ClaimedLogout? {
        let rows = try connection.query(
            """
            SELECT session_id, subject, attempts, since_ms FROM client_logins WHERE client_id = $1 AND due_ms <= $2
            ORDER BY due_ms, created_at LIMIT 1
            """, [.text(client), .integer(claim.now)])
        guard let row = rows.first else { return nil }
        let (id, attempts) = (try row.text(0), try row.integer(2))
        let since = try row.optionalInteger(3) ?? claim.now
        // What a damaged file holds must not trap.
        let attempt = attempts &+ 1
        // Where writers are not one after another by themselves, whoever counts the attempt has it.
        let isClaimed =
            try connection.execute(
                """
                UPDATE client_logins SET due_ms = $3, attempts = $4, since_ms = $5
                WHERE session_id = $1 AND attempts = $2 AND due_ms <= $6
                """,
                [
                    .text(id), .integer(attempts), .integer(claim.leaseEndsAt), .integer(attempt), .integer(since),
                    .integer(claim.now),
                ]) == 1
        guard isClaimed else { return nil }
        return ClaimedLogout(
            sessionID: id, clientID: client, subject: try row.text(1), attempt: Int(attempt), since: since)
    }

    /// - Returns: Whether it was still whose it was said to be.
    static func settle(_ logout: ClaimedLogout, _ fate: LogoutFate, _ connection: any SQLConnection) throws -> Bool {
        let key: [SQLValue] = [.text(logout.sessionID), .integer(Int64(logout.attempt))]
        switch fate {
        case .forget:
            return try connection.execute(
                "DELETE FROM client_logins WHERE session_id = $1 AND attempts = $2 AND due_ms IS NOT NULL", key) == 1
        case .retry(let moment):
            return try connection.execute(
                """
                UPDATE client_logins SET due_ms = $3 WHERE session_id = $1 AND attempts = $2 AND due_ms IS NOT NULL
                """, key + [.integer(moment)]) == 1
        case .putOff(let moment):
            return try connection.execute(
                """
                UPDATE client_logins SET due_ms = $3, attempts = $4
                WHERE session_id = $1 AND attempts = $2 AND due_ms IS NOT NULL
                """, key + [.integer(moment), .integer(Int64(logout.attempt) &- 1)]) == 1
        }
    }

    /// How many logouts of each client wait.
    static func waiting(_ connection: any SQLConnection) throws -> [LogoutOverflow] {
        try connection.query(
            "SELECT client_id, COUNT(*) FROM client_logins WHERE due_ms IS NOT NULL GROUP BY client_id"
        )
        .map { LogoutOverflow(clientID: try $0.text(0), count: Int(try $0.integer(1))) }
    }

    /// Drops logouts of a client, those first that were tried most often.
    static func drop(_ overflow: LogoutOverflow, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            DELETE FROM client_logins WHERE session_id IN
            (SELECT session_id FROM client_logins WHERE client_id = $1 AND due_ms IS NOT NULL
            ORDER BY attempts DESC, created_at LIMIT $2)
            """, [.text(overflow.clientID), .integer(Int64(overflow.count))])
    }

    /// All logins at clients, with or without a logout that waits.
    static func all(_ connection: any SQLConnection) throws -> [ClientLoginRecord] {
        try connection.query(
            "SELECT session_id, client_id, subject, login_id, created_at, kept_until FROM client_logins"
        ).map { row in
            ClientLoginRecord(
                sessionID: try row.text(0), clientID: try row.text(1), subject: try row.text(2),
                loginID: try row.text(3), createdAt: try row.integer(4), keptUntil: try row.integer(5))
        }
    }
}
