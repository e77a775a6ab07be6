public import MapaeStore

extension SQLStore {
    /// Adds users in one atomic step, unless the id or the name of any of them is taken, or stands twice among them.
    /// - Parameters:
    ///   - users: The users.
    ///   - records: What is written into the audit log in the same transaction.
    /// - Returns: Where in `users` those stand whose id or name is taken; when there is one, nothing is changed.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func insertAllIfAbsent(_ users: [UserRecord], recording records: [AuditRecord] = []) async throws -> [Int] {
        do {
            try await database.write { connection in
                let taken = try users.indices.filter { try !UserRows.insert(users[$0], connection) }
                // Throwing is what rolls back.
                guard taken.isEmpty else { throw Taken(indices: taken) }
                try AuditRows.add(records, connection)
            }
            return []
        } catch let error as Taken {
            return error.indices
        }
    }

    /// Looks for names in a database that may be of an earlier release.
    /// - Parameters:
    ///   - names: Names in canonical form.
    ///   - connection: A connection that need not be able to write.
    /// - Returns: Where in `names` those stand that a user has.
    /// - Throws: `StoreError`.
    package static func takenNames(among names: [String], _ connection: any SQLConnection) throws -> [Int] {
        try names.indices.filter { try UserRows.exists(named: names[$0], connection) }
    }

    private struct Taken: Error {
        let indices: [Int]
    }
}
