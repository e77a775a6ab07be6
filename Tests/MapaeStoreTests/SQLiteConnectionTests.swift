#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("A SQLite connection")
struct SQLiteConnectionTests {
    private static let bindings: [(statement: SQLStatement, expected: String)] = [
        ("SELECT $1 || $2 || $3", "abc"),
        ("SELECT $3 || $1 || $2", "cab"),
        ("SELECT $2 || $1 || $2 || $3 || $1", "babca"),
    ]

    @Test("binds $n by its number, in any order and as often as it stands there", arguments: bindings)
    func bindsByNumber(_ statement: SQLStatement, _ expected: String) async throws {
        try await Scratch.with {
            try await $0.database { database in
                let values: [SQLValue] = [.text("a"), .text("b"), .text("c")]
                let rows = try await database.read { try $0.query(statement, values) }
                #expect(try rows.first?.text(0) == expected)
            }
        }
    }

    @Test("binds more than nine values by their numbers")
    func bindsTwoDigits() async throws {
        try await Scratch.with {
            try await $0.database { database in
                let values = (1...12).map { SQLValue.integer(Int64($0)) }
                let rows = try await database.read {
                    try $0.query("SELECT $12, $1, $10, $2 + $3 + $4 + $5 + $6 + $7 + $8 + $9 + $11", values)
                }
                let row = try #require(rows.first)
                #expect(try [row.integer(0), row.integer(1), row.integer(2)] == [12, 1, 10])
            }
        }
    }

    @Test("refuses a statement whose value is missing, two statements, and a text with a NUL")
    func refusesWhatDoesNotFit() async throws {
        try await Scratch.with {
            try await $0.database { database in
                let cases: [(SQLStatement, [SQLValue])] = [
                    ("SELECT $1, $2", [.integer(1)]),
                    ("SELECT 1; SELECT 2", []),
                    ("SELECT nonsense FROM", []),
                    ("SELECT $1", [.text("admin\0x")]),
                ]
                for (statement, values) in cases {
                    await #expect(throws: StoreError(.failed)) {
                        _ = try await database.read { try $0.query(statement, values) }
                    }
                }
            }
        }
    }

    @Test("says nothing of statement or values in its errors")
    func redactsErrors() async throws {
        try await Scratch.with { scratch in
            try await scratch.database { database in
                try await database.write {
                    _ = try $0.execute("CREATE TABLE t (secret TEXT NOT NULL UNIQUE)")
                    _ = try $0.execute("INSERT INTO t (secret) VALUES ($1)", [.text("hunter2")])
                }
                let error = await #expect(throws: StoreError.self) {
                    try await database.write {
                        _ = try $0.execute("INSERT INTO t (secret) VALUES ($1)", [.text("hunter2")])
                    }
                }
                let failure = try #require(error)
                #expect(failure.code == .failed)
                for text in ["\(failure)", String(reflecting: failure), failure.detail] {
                    #expect(text.contains(scratch.file) && text.contains("2067"))
                    #expect(!text.contains("hunter2") && !text.contains("secret") && !text.contains("INSERT"))
                }
            }
        }
        var dumped = ""
        let row = SQLRow([.text("hunter2"), .blob([1]), .integer(42)])
        dump(row, to: &dumped)
        #expect(!"\(row) \(String(reflecting: row)) \(dumped)".contains("hunter2"))
    }

    @Test("throws for a column that is missing or of another type")
    func typesColumns() async throws {
        try await Scratch.with {
            try await $0.database { database in
                let rows = try await database.read { try $0.query("SELECT 1, 'a', x'00', NULL") }
                let row = try #require(rows.first)
                #expect(try row.integer(0) == 1)
                #expect(try row.text(1) == "a")
                #expect(try row.blob(2) == [0])
                for column in [-1, 1, 2, 3, 4] {
                    #expect(throws: StoreError(.corrupt)) { try row.integer(column) }
                }
                for column in [-1, 0, 2, 3, 4] {
                    #expect(throws: StoreError(.corrupt)) { try row.text(column) }
                }
                for column in [-1, 0, 1, 3, 4] {
                    #expect(throws: StoreError(.corrupt)) { try row.blob(column) }
                }
                await #expect(throws: StoreError(.corrupt)) {
                    _ = try await database.read { try $0.query("SELECT 0.5") }
                }
            }
        }
    }

    @Test("keeps nothing of a write that throws")
    func rollsBack() async throws {
        struct Regret: Error {}
        try await Scratch.with {
            try await $0.store { store in
                await #expect(throws: Regret.self) {
                    try await store.database.write { connection in
                        _ = try connection.execute(
                            """
                            INSERT INTO users (id, username, password_hash, created_at) VALUES ('1', 'ada', '$', 1)
                            """)
                        throw Regret()
                    }
                }
                let remains = try await store.hasUsers()
                #expect(!remains)
                #expect(try await store.insertIfAbsent(.ada))
            }
        }
    }

    @Test("does not write in a read")
    func readsOnly() async throws {
        try await Scratch.with {
            try await $0.store { store in
                await #expect(throws: StoreError(.unwritable)) {
                    try await store.database.read { _ = try $0.execute("DELETE FROM users") }
                }
            }
        }
    }

    @Test("syncs each commit, keeps a write-ahead log and enforces foreign keys")
    func settings() async throws {
        try await Scratch.with {
            try await $0.database { database in
                let settings: [(SQLStatement, Int64)] = [
                    ("PRAGMA synchronous", 2), ("PRAGMA foreign_keys", 1), ("PRAGMA busy_timeout", 5000),
                ]
                for (pragma, expected) in settings {
                    let rows = try await database.write { try $0.query(pragma) }
                    #expect(try rows.first?.integer(0) == expected, "\(pragma.text)")
                }
                let rows = try await database.read { try $0.query("PRAGMA journal_mode") }
                #expect(try rows.first?.text(0) == "wal")
            }
        }
    }

    @Test("is cancelled with its task, and keeps nothing")
    func cancels() async throws {
        try await Scratch.with {
            try await $0.store { store in
                let writing = Task {
                    unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                    return try await store.insertIfAbsent(.ada)
                }
                await #expect(throws: CancellationError.self) { try await writing.value }
                let remains = try await store.hasUsers()
                #expect(!remains)
            }
        }
    }
}
#endif
