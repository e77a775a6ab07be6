extension SQLStore {
    /// Deletes a batch of what is over.
    ///
    /// It looks before it writes, because it is called again and again and there is seldom anything; and a look disturbs nobody.
    /// - Parameters:
    ///   - look: Returns a row when there is anything; `$1` is the moment.
    ///   - deletion: Deletes; `$1` is the moment, `$2` the most that may go.
    func purge(
        looking look: SQLStatement, deleting deletion: SQLStatement, before moment: Int64, limit: Int
    ) async throws -> Int {
        guard try await database.read({ try !$0.query(look, [.integer(moment)]).isEmpty }) else { return 0 }
        return try await database.write { try $0.execute(deletion, [.integer(moment), .integer(Int64(limit))]) }
    }
}
