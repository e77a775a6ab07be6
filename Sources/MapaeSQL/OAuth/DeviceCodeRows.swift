import MapaeStore

/// Requests of devices as rows, inside one transaction.
enum DeviceCodeRows {
    private static let columns = """
        SELECT digest, user_code_digest, client_id, grant_id, ends_at, details, state, poll_interval, asked_at_ms, subject,
        login_id, epoch, decision FROM device_codes
        """
    private static let byDigest = SQLStatement(trusted: "\(columns) WHERE digest = $1")
    private static let byUserCode = SQLStatement(trusted: "\(columns) WHERE user_code_digest = $1")

    static func request(userCode digest: [UInt8], _ connection: any SQLConnection) throws -> DeviceCodeRecord? {
        try connection.query(byUserCode, [.blob(digest)]).first.map(record)
    }

    /// Where writers are not one after another by themselves, the device that asks and the user who decides meet at its row.
    /// - Returns: The request, which is theirs until the transaction ends.
    static func lock(_ digest: [UInt8], _ connection: any SQLConnection) throws -> DeviceCodeRecord? {
        guard
            try connection.execute("UPDATE device_codes SET epoch = epoch WHERE digest = $1", [.blob(digest)]) == 1
        else { return nil }
        return try connection.query(byDigest, [.blob(digest)]).first.map(record)
    }

    /// Adds a request, unless one of its codes is taken.
    static func insert(_ request: DeviceCodeRecord, _ connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO device_codes
            (digest, user_code_digest, client_id, grant_id, ends_at, details, state, poll_interval, asked_at_ms, subject,
            login_id, epoch, decision)
            VALUES ($1, $8, $9, $10, $11, $12, $2, $3, $4, $5, $6, $7, $13)
            ON CONFLICT DO NOTHING
            """,
            values(request) + [
                .blob(request.userCodeDigest), .text(request.clientID), .text(request.grantID),
                .integer(request.endsAt), .blob(request.details), decision(request),
            ]) == 1
    }

    /// Replaces what changes of a request.
    static func update(
        _ request: DeviceCodeRecord, digest: [UInt8], _ connection: any SQLConnection
    ) throws {
        var values = values(request)
        values[0] = .blob(digest)
        try connection.execute(
            """
            UPDATE device_codes SET state = $2, poll_interval = $3, asked_at_ms = $4, subject = $5, login_id = $6,
            epoch = $7, decision = $8 WHERE digest = $1
            """, values + [decision(request)])
    }

    static func remove(_ digest: [UInt8], _ connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM device_codes WHERE digest = $1", [.blob(digest)])
    }

    /// Removes a client's requests that a user has decided about.
    static func removeAll(of client: String, subject: String, _ connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM device_codes WHERE client_id = $1 AND subject = $2", [.text(client), .text(subject)])
    }

    private static func values(_ request: DeviceCodeRecord) -> [SQLValue] {
        [
            .blob(request.digest), .text(request.state), .integer(request.interval),
            request.askedAt.map { .integer($0) } ?? .null, request.subject.map { .text($0) } ?? .null,
            request.loginID.map { .text($0) } ?? .null, request.epoch.map { .integer($0) } ?? .null,
        ]
    }

    private static func decision(_ request: DeviceCodeRecord) -> SQLValue {
        request.decision.map { .blob($0) } ?? .null
    }

    private static func record(_ row: SQLRow) throws(StoreError) -> DeviceCodeRecord {
        var request = DeviceCodeRecord(
            digest: try row.blob(0), userCodeDigest: try row.blob(1), clientID: try row.text(2),
            grantID: try row.text(3), endsAt: try row.integer(4), details: try row.blob(5), state: try row.text(6),
            interval: try row.integer(7))
        request.askedAt = try row.optionalInteger(8)
        request.subject = try row.optionalText(9)
        request.loginID = try row.optionalText(10)
        request.epoch = try row.optionalInteger(11)
        request.decision = row.isNull(12) ? nil : try row.blob(12)
        return request
    }
}
