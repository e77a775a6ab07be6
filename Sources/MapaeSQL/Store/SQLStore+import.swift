public import MapaeStore

extension SQLStore {
    /// Adds users in one atomic step, unless the id or the name of any of them is taken, or stands twice among them.
    /// - Parameter users: The users.
    /// - Returns: Where in `users` those stand whose id or name is taken; when there is one, nothing is changed.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func insertAllIfAbsent(_ users: [UserRecord]) async throws -> [Int] {
        do {
            try await database.write { connection in
                let taken = try users.indices.filter { try !Self.insert(users[$0], connection) }
                // Throwing is what rolls back.
                guard taken.isEmpty else { throw Taken(indices: taken) }
            }
            return []
        } catch let error as Taken {
            return error.indices
        }
    }

    private struct Taken: Error {
        let indices: [Int]
    }

    /// Adds a user within a transaction, unless its id or name is taken.
    static func insert(_ user: UserRecord, _ connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO users (id, username, password_hash, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT DO NOTHING
            """,
            [.text(user.id), .text(user.username), .text(user.passwordHash), .integer(user.createdAt)]) == 1
    }
}
