import MapaeStore

/// Authorization codes as rows, inside one transaction.
enum CodeRows {
    /// Where writers are not one after another by themselves, all that come with one code meet at its row.
    /// - Returns: The code, which is theirs until the transaction ends.
    static func lock(_ digest: [UInt8], _ connection: any SQLConnection) throws -> CodeRecord? {
        guard
            try connection.execute(
                "UPDATE authorization_codes SET used_at = used_at WHERE digest = $1", [.blob(digest)]) == 1
        else { return nil }
        return try connection.query(
            """
            SELECT digest, client_id, subject, login_id, epoch, grant_id, ends_at, used_at, kept_until, details
            FROM authorization_codes WHERE digest = $1
            """, [.blob(digest)]
        ).first.map { row in
            CodeRecord(
                digest: try row.blob(0), clientID: try row.text(1), subject: try row.text(2),
                loginID: try row.optionalText(3), epoch: try row.integer(4), grantID: try row.text(5),
                endsAt: try row.integer(6), usedAt: try row.optionalInteger(7), keptUntil: try row.integer(8),
                details: try row.blob(9))
        }
    }

    static func insert(_ code: CodeRecord, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO authorization_codes
            (digest, client_id, subject, login_id, epoch, grant_id, ends_at, used_at, kept_until, details)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            [
                .blob(code.digest), .text(code.clientID), .text(code.subject), code.loginID.map { .text($0) } ?? .null,
                .integer(code.epoch), .text(code.grantID), .integer(code.endsAt),
                code.usedAt.map { .integer($0) } ?? .null, .integer(code.keptUntil), .blob(code.details),
            ])
    }

    static func use(_ digest: [UInt8], at moment: Int64, keptUntil end: Int64, _ connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE authorization_codes SET used_at = $2, kept_until = $3 WHERE digest = $1",
            [.blob(digest), .integer(moment), .integer(end)])
    }

    /// Removes a client's codes of a user that were not used.
    static func removeUnused(of client: String, subject: String, _ connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM authorization_codes WHERE client_id = $1 AND subject = $2 AND used_at IS NULL",
            [.text(client), .text(subject)])
    }
}
