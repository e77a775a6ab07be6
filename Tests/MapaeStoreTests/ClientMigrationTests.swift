#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("The migration to clients and grants")
struct ClientMigrationTests {
    @Test("keeps the sessions of the release before as logins, and its statements go on to work")
    func expands() async throws {
        try await Scratch.with { scratch in
            try await scratch.database { database in
                try await Migrator(Array(SQLStore.migrations.prefix(5))).migrate(database, now: 1)
                try await Self.writeAsReleaseBefore("1", database)
                let store = try await SQLStore.open(database, now: 2)
                #expect(try await store.session(id: "s1")?.isLogin(of: "u") == true)
                try await Self.writeAsReleaseBefore("2", database)
                _ = try await store.insertIfAbsent(Self.client, recording: [])
                let grant = Self.session("grant", clientID: "app", loginID: "s1")
                _ = try await store.change(session: "grant") { _ in
                    SessionChange(.put(grant), issuing: [Self.token], outcome: 0)
                }
                // A login of the release before, which knows of no grants: it counts them, and ends what was used least lately.
                try await Self.writeAsReleaseBefore("3", database)
                let renewed = try await database.write { connection in
                    try connection.execute(
                        """
                        UPDATE sessions SET used_at = $2, alive_until = $3, current_digest = $4, scope = $5, claims = $6,
                        access_until = $7 WHERE id = $1
                        """,
                        [
                            .text("grant"), .integer(6), .integer(9), .blob([2]), .text(""), .blob([]), .integer(8),
                        ])
                }
                #expect(renewed == 1)
                let after = try await store.session(id: "grant")
                #expect(after?.clientID == "app" && after?.loginID == "s1" && after?.usedAt == 6)
                #expect(try await store.opaqueToken(digest: Self.token.digest) == Self.token)
                let sessions = try await store.sessions(of: "u").map(\.id)
                #expect(sessions == ["grant", "s1", "s2", "s3"])
                _ = try await database.write {
                    try $0.execute("DELETE FROM sessions WHERE id = $1", [.text("grant")])
                }
                #expect(try await store.opaqueToken(digest: Self.token.digest) == nil)
            }
        }
    }

    @Test("burdens no login: the index of grants has no row of one, and finds a client's grants")
    func indexes() async throws {
        try await Scratch.with { scratch in
            try await scratch.database { database in
                _ = try await SQLStore.open(database, now: 1)
                let plan = try await database.read { connection in
                    try connection.query(
                        "EXPLAIN QUERY PLAN SELECT id FROM sessions WHERE client_id = $1", [.text("app")]
                    )
                    .map { try $0.text(3) }
                }
                #expect(plan.count == 1 && plan[0].contains("sessions_by_client"), "\(plan)")
                let counting = try await database.read { connection in
                    try connection.query(
                        "EXPLAIN QUERY PLAN SELECT COUNT(*) FROM sessions WHERE subject = $1", [.text("u")]
                    )
                    .map { try $0.text(3) }
                }
                #expect(
                    counting.count == 1 && counting[0].contains("COVERING INDEX sessions_by_subject"), "\(counting)")
                let sql = try await database.read { connection in
                    try connection.query("SELECT sql FROM sqlite_master WHERE name = 'sessions_by_client'")
                        .map { try $0.text(0) }
                }
                #expect(sql.first?.hasSuffix("WHERE client_id IS NOT NULL") == true)
            }
        }
    }

    private static let client = ClientRecord(id: "app", createdAt: 1, metadata: [])
    private static let token = OpaqueTokenRecord(
        digest: [1], clientID: "app", grantID: "grant", endsAt: 9, claims: [])

    private static func session(_ id: String, clientID: String?, loginID: String?) -> SessionRecord {
        SessionRecord(
            id: id, subject: "u", createdAt: 5, endsAt: 9, isPersistent: nil, usedAt: 5, aliveUntil: 9, current: [1],
            scope: "", claims: [], clientID: clientID, loginID: loginID)
    }

    /// The statement of the release that knew five migrations, as it sends it.
    private static func writeAsReleaseBefore(_ name: String, _ database: SQLiteDatabase) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO sessions
                (id, subject, created_at, ends_at, persistent, used_at, alive_until, current_digest, scope, claims,
                device, network, access_until)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                [
                    .text("s" + name), .text("u"), .integer(5), .integer(9), .null, .integer(5), .integer(9),
                    .blob([1]), .text(""), .blob([]), .null, .null, .integer(6),
                ])
        }
    }
}
#endif
