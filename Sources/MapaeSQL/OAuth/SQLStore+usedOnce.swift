extension SQLStore {
    /// Uses something.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of what it is called.
    ///   - moment: Until when it has to be remembered, in seconds since 1970-01-01T00:00:00Z.
    /// - Returns: `false` when it was used before and is still remembered.
    /// - Throws: `StoreError`.
    public func useOnce(_ digest: [UInt8], rememberingUntil moment: Int64) async throws -> Bool {
        try await database.write { try UsedOnceRows.use(digest, until: moment, $0) }
    }

    /// Forgets what need not be remembered.
    /// - Parameters:
    ///   - moment: That goes which was to be remembered until before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that goes.
    /// - Returns: How much went.
    /// - Throws: `StoreError`.
    @discardableResult
    public func purgeUsedOnce(rememberedUntilBefore moment: Int64, limit: Int) async throws -> Int {
        try await purge(
            looking: "SELECT digest FROM used_once WHERE remembered_until < $1 LIMIT 1",
            deleting: """
                DELETE FROM used_once WHERE digest IN
                (SELECT digest FROM used_once WHERE remembered_until < $1 ORDER BY remembered_until LIMIT $2)
                """, before: moment, limit: limit)
    }
}
