import MapaeStore

/// Consents as rows, inside one transaction.
enum ConsentRows {
    private static let columns = "SELECT subject, client_id, created_at, changed_at, scope, resources FROM consents"
    private static let one = SQLStatement(trusted: "\(columns) WHERE subject = $1 AND client_id = $2")
    private static let bySubject = SQLStatement(trusted: "\(columns) WHERE subject = $1")

    static func consent(
        of subject: String, for client: String, _ connection: any SQLConnection
    ) throws -> ConsentRecord? {
        try connection.query(one, [.text(subject), .text(client)]).first.map(record)
    }

    static func consents(of subject: String, _ connection: any SQLConnection) throws -> [ConsentRecord] {
        // Not `ORDER BY`: PostgreSQL orders texts by the locale it was set up with, not by their bytes.
        try connection.query(bySubject, [.text(subject)]).map(record).inOrderOfClients
    }

    static func put(_ consent: ConsentRecord, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO consents (subject, client_id, created_at, changed_at, scope, resources)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (subject, client_id) DO UPDATE SET changed_at = $4, scope = $5, resources = $6
            """,
            [
                .text(consent.subject), .text(consent.clientID), .integer(consent.createdAt),
                .integer(consent.changedAt), .text(consent.scope), .text(consent.resources),
            ])
    }

    /// - Returns: Whether there was one.
    static func remove(of subject: String, for client: String, _ connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            "DELETE FROM consents WHERE subject = $1 AND client_id = $2", [.text(subject), .text(client)]) == 1
    }

    static func removeAll(of subject: String, _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM consents WHERE subject = $1", [.text(subject)])
    }

    static func record(_ row: SQLRow) throws(StoreError) -> ConsentRecord {
        ConsentRecord(
            subject: try row.text(0), clientID: try row.text(1), createdAt: try row.integer(2),
            changedAt: try row.integer(3), scope: try row.text(4), resources: try row.text(5))
    }
}
