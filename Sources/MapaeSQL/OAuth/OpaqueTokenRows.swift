import MapaeStore

/// Opaque tokens as rows, inside one transaction.
enum OpaqueTokenRows {
    /// Finds a token with all that it rests upon, in one look.
    static func token(_ digest: [UInt8], _ connection: any SQLConnection) throws -> OpaqueTokenRecord? {
        try connection.query(
            """
            SELECT digest, client_id, grant_id, ends_at, claims FROM opaque_tokens WHERE digest = $1
            AND EXISTS (SELECT 1 FROM clients WHERE clients.id = opaque_tokens.client_id)
            AND (grant_id IS NULL OR EXISTS (
                SELECT 1 FROM sessions AS grants
                WHERE grants.id = opaque_tokens.grant_id AND grants.client_id = opaque_tokens.client_id
                AND (grants.login_id IS NULL OR EXISTS (
                    SELECT 1 FROM sessions AS logins WHERE logins.id = grants.login_id AND logins.client_id IS NULL
                    AND logins.subject = grants.subject))))
            """, [.blob(digest)]
        ).first.map { row in
            OpaqueTokenRecord(
                digest: try row.blob(0), clientID: try row.text(1), grantID: try row.optionalText(2),
                endsAt: try row.integer(3), claims: try row.blob(4))
        }
    }

    /// Adds tokens, as far as there is what they belong to.
    static func add(_ tokens: [OpaqueTokenRecord], _ connection: any SQLConnection) throws {
        for token in tokens where try belongs(token, connection) {
            try connection.execute(
                "INSERT INTO opaque_tokens (digest, client_id, grant_id, ends_at, claims) VALUES ($1, $2, $3, $4, $5)",
                [
                    .blob(token.digest), .text(token.clientID), token.grantID.map { .text($0) } ?? .null,
                    .integer(token.endsAt), .blob(token.claims),
                ])
        }
    }

    private static func belongs(_ token: OpaqueTokenRecord, _ connection: any SQLConnection) throws -> Bool {
        guard try ClientRows.exists(token.clientID, connection) else { return false }
        guard let grantID = token.grantID else { return true }
        return try !connection.query(
            "SELECT id FROM sessions WHERE id = $1 AND client_id = $2", [.text(grantID), .text(token.clientID)]
        ).isEmpty
    }

    /// Removes the tokens of a client's grant.
    static func removeAll(ofGrant id: String, to client: String, _ connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM opaque_tokens WHERE client_id = $1 AND grant_id = $2", [.text(client), .text(id)])
    }
}
