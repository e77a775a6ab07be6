/// What was used once as rows, inside one transaction.
enum UsedOnceRows {
    /// Notes a use.
    /// - Returns: Whether it is the first. Another is remembered until the later of both moments.
    static func use(_ digest: [UInt8], until moment: Int64, _ connection: any SQLConnection) throws -> Bool {
        let values: [SQLValue] = [.blob(digest), .integer(moment)]
        let added = try connection.execute(
            "INSERT INTO used_once (digest, remembered_until) VALUES ($1, $2) ON CONFLICT DO NOTHING", values)
        if added == 1 { return true }
        try connection.execute(
            "UPDATE used_once SET remembered_until = $2 WHERE digest = $1 AND remembered_until < $2", values)
        return false
    }
}
