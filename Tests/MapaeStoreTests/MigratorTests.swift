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
        (
            "UPDATE schema_migrations SET statements = SUBSTR(statements, 1, 9) WHERE number = 2", .corrupt,
            "a part of migration 2"
        ),
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
        8_580_221_841_562_248_255, 7_884_037_105_950_545_043, 4_340_204_039_507_160_947,
        7_208_934_864_486_116_322,
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

    @Test("tell what is applied and what is missing, and change nothing by telling it")
    func status() async throws {
        try await Scratch.with {
            try await $0.database { database in
                let migrator = Migrator([Self.first, Self.second])
                for (applied, times) in [
                    ([], [nil, nil]), ([Self.first], [7, nil]), ([Self.first, Self.second], [7, 7]),
                ]
                    as [([Migration], [Int64?])]
                {
                    if !applied.isEmpty { try await Migrator(applied).migrate(database, now: 7) }
                    let before = try await tables(of: database)
                    let status = try await database.read { try migrator.status($0, .sqlite) }
                    #expect(status.map(\.appliedAt) == times && status.map(\.name) == ["one", "two"])
                    #expect(try await tables(of: database) == before)
                }
                await #expect(throws: StoreError(.newerSchema)) {
                    _ = try await database.read { try Migrator([Self.first]).status($0, .sqlite) }
                }
            }
        }
    }

    @Test("to this release keep what the release before has written, and its statements go on to work")
    func expands() async throws {
        try await Scratch.with { scratch in
            try await scratch.database { database in
                try await Migrator(Array(SQLStore.migrations.prefix(2))).migrate(database, now: 1)
                try await Self.writeAsReleaseBefore("1", database)
                let store = try await SQLStore.open(database, now: 2)
                #expect(try await store.user(id: "u1")?.passwordChangedAt == 5)
                #expect(try await store.session(id: "s1")?.device == nil)
                try await Self.writeAsReleaseBefore("2", database)
                let user = try await store.user(named: "n2")
                #expect(user == UserRecord(id: "u2", username: "n2", passwordHash: "$hash", createdAt: 5))
                let session = try await store.session(id: "s2")
                #expect(session?.subject == "u2" && session?.replays.count == 1 && session?.network == nil)
                let keys = try await store.keys()
                #expect(keys.map(\.id) == ["k1", "k2"] && keys.allSatisfy { $0.signsFrom == 5 && $0.retiresAt == nil })
                #expect(
                    try await store.endSessions(
                        of: "u2", SessionSweep { SessionEnding(Revocation(id: $0.id, endsAt: 9)) }
                    ).count == 1)
            }
        }
    }

    /// The statements of the release that knew two migrations, as it sends them.
    private static func writeAsReleaseBefore(_ name: String, _ database: SQLiteDatabase) async throws {
        let bytes = SQLValue.blob([1])
        try await database.write { connection in
            try connection.execute(
                "INSERT INTO users (id, username, password_hash, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                [.text("u" + name), .text("n" + name), .text("$hash"), .integer(5)])
            try connection.execute(
                "INSERT INTO signing_keys (id, algorithm, sealed_material, created_at) VALUES ($1, $2, $3, $4)",
                [.text("k" + name), .text("HS256"), bytes, .integer(5)])
            try connection.execute(
                """
                INSERT INTO sessions
                (id, subject, created_at, ends_at, persistent, used_at, alive_until, current_digest, scope, claims)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                [
                    .text("s" + name), .text("u" + name), .integer(5), .integer(9), .null, .integer(5), .integer(9),
                    bytes,
                    .text(""), bytes,
                ])
            try connection.execute(
                """
                UPDATE sessions SET subject = $2, created_at = $3, ends_at = $4, persistent = $5, used_at = $6,
                alive_until = $7, current_digest = $8, scope = $9, claims = $10 WHERE id = $1
                """,
                [
                    .text("s" + name), .text("u" + name), .integer(5), .integer(9), .null, .integer(6), .integer(9),
                    bytes,
                    .text(""), bytes,
                ])
            try connection.execute(
                """
                INSERT INTO refresh_replays (session_id, position, digest, sealed_successor, ends_at_ms)
                VALUES ($1, $2, $3, $4, $5)
                """, [.text("s" + name), .integer(0), bytes, bytes, .integer(9)])
            try connection.execute("UPDATE revocation_count SET changes = changes + 1 WHERE only_row = 1")
            _ = try connection.execute(
                "INSERT INTO revocations (id, ends_at, change_number) SELECT $1, 9, changes FROM revocation_count",
                [.text("r" + name)])
        }
    }

    @Test("that are cut off at any statement leave whole migrations, and the next start goes on (D11)")
    func interrupted() async throws {
        struct Killed: Error {}
        let statements = SQLStore.migrations.reduce(0) { $0 + $1.statements.count }
        for limit in stride(from: 0, through: statements, by: 3) {
            try await Scratch.with { scratch in
                try await scratch.database { database in
                    let cut = CutDatabase(database, after: limit, Killed())
                    await #expect(throws: Killed.self) { try await Migrator(SQLStore.migrations).migrate(cut, now: 1) }
                    let applied = try await database.read {
                        try Migrator(SQLStore.migrations).status($0, .sqlite).filter { $0.appliedAt != nil }.count
                    }
                    let missing = try await Migrator(SQLStore.migrations).migrate(database, now: 2)
                    #expect(missing.count + applied == SQLStore.migrations.count)
                    #expect(try await SQLStore.open(database, now: 3).insertIfAbsent(.ada))
                }
            }
        }
    }

    private func tables(of database: any SQLDatabase) async throws -> [String] {
        let rows = try await database.read {
            try $0.query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        }
        return try rows.map { try $0.text(0) }
    }
}
#endif
