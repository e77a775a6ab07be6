#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("Migrations")
struct MigratorTests {
    private static let first = Migration(number: 1, name: "one", statements: ["CREATE TABLE one (bytes {blob})"])
    private static let second = Migration(
        number: 2, name: "two", statements: ["CREATE TABLE two (a TEXT)", "INSERT INTO two (a) VALUES ('kept')"])

    @Test("are applied once, in order, and only what is missing")
    func appliesWhatIsMissing() async throws {
        try await Scratch.with {
            try await $0.database { database in
                #expect(try await Migrator([]).migrate(database, now: 1).isEmpty)
                #expect(try await Migrator([Self.first]).migrate(database, now: 7) == [1])
                #expect(try await Migrator([Self.first, Self.second]).migrate(database, now: 8) == [2])
                #expect(try await Migrator([Self.first, Self.second]).migrate(database, now: 9).isEmpty)
                let rows = try await database.read {
                    try $0.query(
                        "SELECT number, name, statements, applied_at FROM schema_migrations ORDER BY number")
                }
                #expect(try rows.map { try $0.integer(0) } == [1, 2])
                #expect(try rows.map { try $0.text(1) } == ["one", "two"])
                #expect(
                    try rows.map { try $0.text(2) } == [
                        "CREATE TABLE one (bytes {blob})",
                        "CREATE TABLE two (a TEXT);\nINSERT INTO two (a) VALUES ('kept')",
                    ])
                #expect(try rows.map { try $0.integer(3) } == [7, 8])
            }
        }
    }

    private static let refusals: [(tampering: SQLStatement, code: StoreError.Code, advice: String)] = [
        ("INSERT INTO schema_migrations VALUES (3, 'later', 'SELECT 1', 1)", .newerSchema, "a newer release"),
        (
            "UPDATE schema_migrations SET statements = statements || ' ' WHERE number = 1", .changedMigration,
            "migration 1"
        ),
        ("DELETE FROM schema_migrations WHERE number = 1", .corrupt, "migration 1"),
        ("UPDATE schema_migrations SET statements = x'00' WHERE number = 2", .corrupt, "column 2"),
        ("INSERT INTO schema_migrations VALUES (0, 'earlier', 'SELECT 1', 1)", .corrupt, "migration 1"),
    ]

    @Test("of another history are refused, and nothing is changed", arguments: refusals)
    func refusesOtherHistories(_ tampering: SQLStatement, _ code: StoreError.Code, _ advice: String) async throws {
        try await Scratch.with {
            try await $0.database { database in
                let migrator = Migrator([Self.first, Self.second])
                try await migrator.migrate(database, now: 1)
                _ = try await database.write { try $0.execute(tampering) }
                let before = try await tables(of: database)
                let error = await #expect(throws: StoreError.self) { try await migrator.migrate(database, now: 2) }
                #expect(error?.code == code)
                #expect(error?.detail.contains(advice) == true)
                #expect(try await tables(of: database) == before)
            }
        }
    }

    @Test("that fail half-way leave nothing of themselves and all of their predecessors")
    func rollsBack() async throws {
        try await Scratch.with {
            try await $0.database { database in
                let broken = Migration(
                    number: 2, name: "broken",
                    statements: [
                        "CREATE TABLE half (a TEXT)", "INSERT INTO one (bytes) VALUES (x'00')",
                        "INSERT INTO nowhere VALUES (1)",
                    ])
                await #expect(throws: StoreError(.failed)) {
                    try await Migrator([Self.first, broken]).migrate(database, now: 1)
                }
                #expect(try await tables(of: database) == ["one", "schema_migrations"])
                let rows = try await database.read { try $0.query("SELECT bytes FROM one") }
                #expect(rows.isEmpty)
                #expect(try await Migrator([Self.first, Self.second]).migrate(database, now: 1) == [2])
            }
        }
    }

    @Test("of this release refuse a store of a newer one before it is opened")
    func storeRefusesNewerSchema() async throws {
        try await Scratch.with { scratch in
            try await scratch.store { store in
                _ = try await store.database.write {
                    try $0.execute("INSERT INTO schema_migrations VALUES (999, 'later', 'SELECT 1', 1)")
                }
            }
            let error = await #expect(throws: StoreError.self) { try await scratch.store { _ in } }
            #expect(error?.code == .newerSchema)
            #expect(error?.detail.contains("Run that release or a later one") == true)
        }
    }

    /// FNV-1a of the statements' bytes. A number here changes only before its migration is released.
    private static let released: [UInt64] = [
        16_906_902_830_181_093_292, 2_162_146_555_659_128_628, 10_047_179_242_349_189_739,
    ]

    @Test("that were released have not been edited")
    func releasedMigrationsAreFrozen() {
        let digests = SQLStore.migrations.map { migration in
            migration.statements.map(\.text).joined(separator: ";").utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) {
                ($0 ^ UInt64($1)) &* 0x100_0000_01b3
            }
        }
        #expect(digests == Self.released)
    }

    private func tables(of database: any SQLDatabase) async throws -> [String] {
        let rows = try await database.read {
            try $0.query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        }
        return try rows.map { try $0.text(0) }
    }
}
#endif
