import GRDB

/// What nobody who wants to keep something can do without: one row changed in a SQLite database of its own, and the wait for the
/// disk. Opened as the store opens its own.
struct BareCommit: Sendable {
    private let pool: DatabasePool

    init(at path: String) throws {
        pool = try DatabasePool(path: path)
        try pool.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    PRAGMA synchronous = FULL;
                    CREATE TABLE bare (id INTEGER PRIMARY KEY, number INTEGER NOT NULL);
                    INSERT INTO bare (id, number) VALUES (1, 0);
                    """)
        }
    }

    func perform() throws {
        try pool.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try database.cachedStatement(sql: "UPDATE bare SET number = number + 1 WHERE id = 1").execute()
                return .commit
            }
        }
    }
}
