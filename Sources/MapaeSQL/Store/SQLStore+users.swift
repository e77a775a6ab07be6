public import MapaeStore

extension SQLStore {
    /// Adds a user unless its id or its name is taken.
    /// - Parameter user: The user.
    /// - Returns: `false`, and nothing is changed, when either is taken.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func insertIfAbsent(_ user: UserRecord) async throws -> Bool {
        try await database.write { try Self.insert(user, $0) }
    }

    /// Finds a user by its canonical name.
    /// - Parameter username: The name.
    /// - Returns: The user, or `nil`.
    /// - Throws: `StoreError`.
    public func user(named username: String) async throws -> UserRecord? {
        try await firstUser(
            "SELECT id, username, password_hash, created_at FROM users WHERE username = $1", username)
    }

    /// Finds a user by its id.
    /// - Parameter id: The id.
    /// - Returns: The user, or `nil`.
    /// - Throws: `StoreError`.
    public func user(id: String) async throws -> UserRecord? {
        try await firstUser("SELECT id, username, password_hash, created_at FROM users WHERE id = $1", id)
    }

    /// Replaces a password's hash if it is still the one that the caller has seen.
    /// - Parameters:
    ///   - id: The user's id.
    ///   - old: The hash that the caller has seen.
    ///   - new: The hash to store.
    /// - Returns: `false`, and nothing is changed, when the user is gone or its hash is another.
    /// - Throws: `StoreError`.
    public func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool {
        guard Self.isStorable(id), Self.isStorable(old) else { return false }
        return try await database.write { connection in
            try connection.execute(
                "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
                [.text(id), .text(old), .text(new)]) == 1
        }
    }

    /// Whether there is any user at all.
    /// - Returns: `true` when there is one.
    /// - Throws: `StoreError`.
    public func hasUsers() async throws -> Bool {
        try await database.read { try !$0.query("SELECT id FROM users LIMIT 1").isEmpty }
    }

    private func firstUser(_ statement: SQLStatement, _ key: String) async throws -> UserRecord? {
        guard Self.isStorable(key) else { return nil }
        return try await database.read { connection in
            guard let row = try connection.query(statement, [.text(key)]).first else { return nil }
            return UserRecord(
                id: try row.text(0), username: try row.text(1), passwordHash: try row.text(2),
                createdAt: try row.integer(3))
        }
    }
}
