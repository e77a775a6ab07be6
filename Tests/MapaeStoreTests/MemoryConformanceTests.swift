import MapaeStore
import MapaeTesting
import Testing

@Suite("The store in memory keeps the promises of its protocols, and the suite finds out a store that does not")
struct MemoryConformanceTests {
    @Test("of users", arguments: StoreConformance.users)
    func users(_ check: StoreConformance.Check<any UserStore>) async throws {
        try await check.run(MemoryStore())
    }

    @Test("of keys", arguments: StoreConformance.keys)
    func keys(_ check: StoreConformance.Check<any KeyStore>) async throws {
        try await check.run(MemoryStore())
    }

    @Test("of sessions", arguments: StoreConformance.sessions)
    func sessions(_ check: StoreConformance.Check<any SessionStore>) async throws {
        try await check.run(MemoryStore())
    }

    @Test("of revocations", arguments: StoreConformance.revocations)
    func revocations(_ check: StoreConformance.Check<any RevocationStore>) async throws {
        try await check.run(MemoryStore())
    }

    @Test("of users and sessions together", arguments: StoreConformance.accounts)
    func accounts(_ check: StoreConformance.Check<any AccountStore>) async throws {
        try await check.run(MemoryStore())
    }

    @Test("of the audit log", arguments: StoreConformance.audit)
    func audit(_ check: StoreConformance.Check<any AuditStore>) async throws {
        try await check.run(MemoryStore())
    }

    @Test("a broken store is found out")
    func findsOutABrokenStore() async {
        for (index, check) in StoreConformance.users.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
        for (index, check) in StoreConformance.keys.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
        for (index, check) in StoreConformance.sessions.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
        for (index, check) in StoreConformance.revocations.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
        for (index, check) in StoreConformance.accounts.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
        for (index, check) in StoreConformance.audit.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
    }
}

/// Says yes to everything and remembers nothing, so that only the checks of an empty store can pass.
private struct AmnesicStore: AccountStore, KeyStore {
    func insertIfAbsent(_ user: UserRecord, recording records: [AuditRecord]) async throws -> Bool { true }
    func user(named username: String) async throws -> UserRecord? { nil }
    func user(id: String) async throws -> UserRecord? { nil }
    func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool { true }
    func hasUsers() async throws -> Bool { false }
    func users(after id: String?, limit: Int) async throws -> [UserRecord] { [] }
    func keys() async throws -> [KeyRecord] { [] }
    func changeKeys<Outcome: Sendable>(
        _ body: @Sendable ([KeyRecord]) -> KeyChange<Outcome>
    ) async throws -> KeyChange<Outcome> { body([]) }
    func session(id: String) async throws -> SessionRecord? { nil }
    func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> { body(nil) }
    func sessions(of subject: String) async throws -> [SessionRecord] { [] }
    func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning {
        .began(displaced: [])
    }
    func sessionEpoch(of subject: String) async throws -> Int64 { 0 }
    func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation] { [] }
    func sessions(after id: String?, limit: Int) async throws -> [SessionRecord] { [] }
    func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int { 0 }
    func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int { 0 }
    func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws {}
    func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        RevocationPage(revocations: [], cursor: cursor)
    }
    func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int { 0 }
    func change<Outcome: Sendable>(
        user id: String, _ body: @Sendable (UserRecord?) -> UserChange<Outcome>
    ) async throws -> UserChangeResult<Outcome> { UserChangeResult(outcome: body(nil).outcome, ended: []) }
    func purgeSessionEpochs(notedBefore moment: Int64, at now: Int64, limit: Int) async throws -> Int { 0 }
    func record(_ records: [AuditRecord]) async throws {}
    func audit(_ filter: AuditFilter, before number: Int64?, limit: Int) async throws -> [AuditEntry] { [] }
    func audit(after number: Int64, limit: Int) async throws -> [AuditEntry] { [] }
    func purgeAudit(recordedBefore moment: Int64, limit: Int) async throws -> Int { 0 }
}
