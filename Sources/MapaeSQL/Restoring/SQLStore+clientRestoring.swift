import MapaeStore

extension SQLStore {
    /// Forgets what leads to grants, and the tokens that rest upon them or upon a client.
    static func endGrantsUnderWay(_ connection: any SQLConnection) throws {
        for statement in [
            "DELETE FROM authorization_codes", "DELETE FROM device_codes", "DELETE FROM pushed_requests",
            "DELETE FROM opaque_tokens",
        ] as [SQLStatement] {
            try connection.execute(statement)
        }
    }

    /// Removes the clients that are there no more, and gives the others the secrets that they have now.
    static func keepClients(_ clients: [Remembrance.Client], _ connection: any SQLConnection) throws {
        var known: [[UInt8]: Remembrance.Client] = [:]
        for client in clients { known[Array(client.id.utf8)] = client }
        for row in try connection.query("SELECT id FROM clients") {
            let id = try row.text(0)
            if let present = known[Array(id.utf8)] {
                try ClientRows.replaceSecrets(of: id, with: present.secrets, connection)
            } else {
                // Its consents go with it; its grants have ended, as all have.
                try connection.execute("DELETE FROM clients WHERE id = $1", [.text(id)])
            }
        }
    }

    /// Leaves of each consent what is allowed now too.
    static func keepConsents(_ consents: [ConsentRecord], _ connection: any SQLConnection) throws {
        var known: [[UInt8]: [[UInt8]: ConsentRecord]] = [:]
        for consent in consents {
            known[Array(consent.subject.utf8), default: [:]][Array(consent.clientID.utf8)] = consent
        }
        let rows = try connection.query(
            "SELECT subject, client_id, created_at, changed_at, scope, resources FROM consents")
        for row in rows {
            var consent = try ConsentRows.record(row)
            if let present = known[Array(consent.subject.utf8)]?[Array(consent.clientID.utf8)] {
                consent.scope = common(consent.scope, present.scope)
                consent.resources = common(consent.resources, present.resources)
                try ConsentRows.put(consent, connection)
            } else {
                _ = try ConsentRows.remove(of: consent.subject, for: consent.clientID, connection)
            }
        }
    }

    /// As all sessions end: what the clients have to be told, of those logins too that have begun since.
    static func logOutEverywhere(_ logins: [ClientLoginRecord], _ connection: any SQLConnection) throws {
        for login in logins { try ClientLoginRows.insert(login, connection) }
        try connection.execute("UPDATE client_logins SET due_ms = 0 WHERE due_ms IS NULL")
    }

    /// The texts of a list that another has too, as bytes; both have one space between their texts.
    private static func common(_ list: String, _ other: String) -> String {
        let known = Set(other.utf8.split(separator: UInt8(ascii: " ")).map(Array.init))
        return list.utf8.split(separator: UInt8(ascii: " ")).filter { known.contains(Array($0)) }
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
}
