#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("What an authorization server remembers in SQL")
struct OAuthSQLTests {
    private static let session = SessionRecord(
        id: "g", subject: "1", createdAt: 1, endsAt: 9, isPersistent: nil, usedAt: 1, aliveUntil: 9, current: [1],
        scope: "", claims: [], clientID: "app")
    private static let bad = AuditRecord("kind with a \0", at: 1)

    private static func client(_ id: String) -> ClientRecord {
        ClientRecord(id: id, createdAt: 1, metadata: [1], secrets: [[1]])
    }

    private static func code(_ subject: String, grantID: String = "g", loginID: String? = nil) -> CodeRecord {
        CodeRecord(
            digest: [1], clientID: "app", subject: subject, loginID: loginID, epoch: 0, grantID: grantID, endsAt: 9,
            keptUntil: 9, details: [])
    }

    private static func device(_ state: String = "x", grantID: String = "g") -> DeviceCodeRecord {
        DeviceCodeRecord(
            digest: [1], userCodeDigest: [2], clientID: "app", grantID: grantID, endsAt: 9, details: [], state: state,
            interval: 5)
    }

    private static func token(_ digest: UInt8, grantID: String? = nil) -> OpaqueTokenRecord {
        OpaqueTokenRecord(digest: [digest], clientID: "app", grantID: grantID, endsAt: 9, claims: [])
    }

    private static let refused: [@Sendable (SQLStore) async throws -> Void] = [
        { _ = try await $0.insertIfAbsent(client("a\0"), recording: []) },
        { _ = try await $0.insertIfAbsent(client("a"), recording: [bad]) },
        { try await $0.insert(code("a\0"), recording: []) },
        { try await $0.insert(code("a", grantID: "\0"), recording: []) },
        { try await $0.insert(code("a", loginID: "\0"), recording: []) },
        { try await $0.insert(code("a"), recording: [bad]) },
        { _ = try await $0.insertIfAbsent(device("\0"), recording: []) },
        { _ = try await $0.insertIfAbsent(device(grantID: "\0"), recording: []) },
        { _ = try await $0.insertIfAbsent(device(), recording: [bad]) },
        { try await $0.insert([token(1), token(2, grantID: "g\0")]) },
        { _ = try await $0.change(consentOf: "a\0", for: "app", recording: []) { _ in consent("a") } },
        { _ = try await $0.change(consentOf: "a", for: "app", recording: []) { _ in consent("\0") } },
        { _ = try await $0.change(consentOf: "a", for: "app", recording: [bad]) { _ in consent("a") } },
        { _ = try await $0.change(code: [9]) { _ in GrantChange(.keep, effects([bad]), outcome: 0) } },
        { _ = try await $0.change(deviceCode: [9]) { _ in GrantChange(.keep, effects([bad]), outcome: 0) } },
        { _ = try await $0.remove(opaqueToken: [8], recording: [bad]) },
        {
            let login = ClientLoginRecord(
                sessionID: "s", clientID: "app", subject: "\0", loginID: "l", createdAt: 1, keptUntil: 9)
            _ = try await $0.change(code: [9]) { _ in
                GrantChange(.keep, GrantEffects(beginning: session, clientLogin: login), outcome: 0)
            }
        },
        {
            _ = try await $0.withdraw(consentOf: "1", for: "app", recording: [bad]) {
                SessionEnding(Revocation(id: $0.id, endsAt: 9))
            }
        },
        {
            _ = try await $0.change(client: "app") { _ in
                ClientChange(.remove, outcome: 0) { _ in SessionEnding(Revocation(id: "\0", endsAt: 9)) }
            }
        },
        {
            _ = try await $0.change(client: "app") { _ in
                ClientChange(.put(client("x")), recording: [bad], outcome: 0) {
                    SessionEnding(Revocation(id: $0.id, endsAt: 9))
                }
            }
        },
    ]

    private static func consent(_ scope: String) -> ConsentRecord {
        ConsentRecord(subject: "a", clientID: "app", createdAt: 1, changedAt: 1, scope: scope)
    }

    private static func effects(_ records: [AuditRecord]) -> GrantEffects {
        var begun = session
        begun.usedAt = 7
        return GrantEffects(
            beginning: begun, tokens: [token(5)], revocations: [Revocation(id: "r", endsAt: 9)], records: records)
    }

    @Test("is as it was when a text with a NUL cannot be written (R6)", arguments: refused.indices)
    func refusesWhole(_ index: Int) async throws {
        try await Scratch.with {
            try await $0.store { store in
                _ = try await store.insertIfAbsent(Self.client("app"), recording: [])
                _ = try await store.change(session: "g") { _ in
                    SessionChange(.put(Self.session), issuing: [Self.token(8, grantID: "g")], outcome: 0)
                }
                await #expect(throws: StoreError(.failed)) { try await Self.refused[index](store) }
                #expect(try await store.client(id: "app") == Self.client("app"))
                #expect(try await store.clients(after: nil, limit: 9).count == 1)
                #expect(try await store.sessions(after: nil, limit: 9) == [Self.session])
                #expect(try await store.opaqueToken(digest: [8]) == Self.token(8, grantID: "g"))
                #expect(try await store.revocations(after: 0, limit: 9).revocations.isEmpty)
                #expect(try await store.audit(after: 0, limit: 9).isEmpty)
                for (table, statement) in Self.counts {
                    let rows = try await store.database.read { try $0.query(statement) }
                    #expect(try rows.first?.integer(0) == (table == "opaque_tokens" ? 1 : 0), "\(table)")
                }
            }
        }
    }

    private static let counts: [(String, SQLStatement)] = [
        ("authorization_codes", "SELECT COUNT(*) FROM authorization_codes"),
        ("device_codes", "SELECT COUNT(*) FROM device_codes"), ("consents", "SELECT COUNT(*) FROM consents"),
        ("opaque_tokens", "SELECT COUNT(*) FROM opaque_tokens"),
        ("pushed_requests", "SELECT COUNT(*) FROM pushed_requests"),
        ("client_logins", "SELECT COUNT(*) FROM client_logins"),
    ]

    @Test("throws for rows that something else has damaged")
    func refusesDamagedRows() async throws {
        try await Scratch.with {
            try await $0.store { store in
                _ = try await store.insertIfAbsent(Self.client("app"), recording: [])
                try await store.insert(Self.code("a"), recording: [])
                _ = try await store.insertIfAbsent(Self.device(), recording: [])
                try await store.insert([Self.token(1)])
                try await store.insert(PushedRequestRecord(digest: [1], clientID: "app", endsAt: 9, parameters: []))
                try await store.change(consentOf: "a", for: "app", recording: []) { _ in Self.consent("a") }
                for statement in [
                    "UPDATE clients SET metadata = 'text'", "UPDATE authorization_codes SET epoch = 'text'",
                    "UPDATE device_codes SET decision = 'text'", "UPDATE opaque_tokens SET claims = 7",
                    "UPDATE pushed_requests SET parameters = 'text'", "UPDATE consents SET scope = x'00'",
                ] as [SQLStatement] {
                    _ = try await store.database.write { try $0.execute(statement) }
                }
                await #expect(throws: StoreError(.corrupt)) { try await store.client(id: "app") }
                await #expect(throws: StoreError(.corrupt)) {
                    try await store.change(code: [1]) { _ in GrantChange(.keep, outcome: 0) }
                }
                await #expect(throws: StoreError(.corrupt)) { try await store.deviceCode(userCodeDigest: [2]) }
                await #expect(throws: StoreError(.corrupt)) { try await store.opaqueToken(digest: [1]) }
                await #expect(throws: StoreError(.corrupt)) { try await store.consume(pushedRequest: [1], of: "app") }
                await #expect(throws: StoreError(.corrupt)) { try await store.consents(of: "a") }
            }
        }
    }
}
#endif
