import Foundation
import MapaeAccounts
import MapaeSQL

/// What the server has to remember: its users for the first two ways, and the sessions for the second.
struct Memory: Sendable {
    /// How long a session is good. Two weeks are what many a site takes.
    static let sessionSeconds = 14 * 24 * 60 * 60

    let accounts: Accounts
    private let database: any SQLDatabase

    init(_ database: any SQLDatabase) async throws {
        self.database = database
        let store = try await SQLStore.open(database, now: Self.now)
        self.accounts = Accounts(store: store, pool: try HashingPool())
        try await database.write { connection in
            _ = try connection.execute(
                "CREATE TABLE app_sessions (id TEXT NOT NULL PRIMARY KEY, user_id TEXT NOT NULL, ends_at BIGINT NOT NULL)"
            )
        }
    }

    /// Adds a user, whose password is kept as an Argon2id hash.
    func add(_ user: Credentials) async throws {
        _ = try await accounts.create(username: user.username, password: user.password)
    }

    /// Begins a session, and returns its id: a random number that means nothing without the row.
    func beginSession(ofUser id: String) async throws -> String {
        let session = RandomText.make()
        try await database.write { connection in
            _ = try connection.execute(
                "INSERT INTO app_sessions (id, user_id, ends_at) VALUES ($1, $2, $3)",
                [.text(session), .text(id), .integer(Self.now + Int64(Self.sessionSeconds))])
        }
        return session
    }

    /// The name of the user whose session it is, if there is such a session now.
    func username(ofSession id: String) async throws -> String? {
        try await database.read { connection in
            let rows = try connection.query(
                """
                SELECT users.username FROM app_sessions JOIN users ON users.id = app_sessions.user_id
                WHERE app_sessions.id = $1 AND app_sessions.ends_at > $2
                """, [.text(id), .integer(Self.now)])
            return try rows.first?.text(0)
        }
    }

    private static var now: Int64 { Int64(Date.now.timeIntervalSince1970) }
}
