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

    @Test("of an authorization server", arguments: StoreConformance.oauth)
    func oauth(_ check: StoreConformance.Check<any OAuthStore>) async throws {
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
        for (index, check) in StoreConformance.oauth.enumerated() where index > 0 {
            await #expect(throws: ConformanceFailure.self, "\(check.name)") { try await check.run(AmnesicStore()) }
        }
    }
}

/// Says yes to everything and remembers nothing, so that only the checks of an empty store can pass.
private struct AmnesicStore: OAuthStore, KeyStore {
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
    func insertIfAbsent(_ client: ClientRecord, recording records: [AuditRecord]) async throws -> Bool { true }
    func client(id: String) async throws -> ClientRecord? { nil }
    func change<Outcome: Sendable>(
        client id: String, _ body: @Sendable (ClientRecord?) -> ClientChange<Outcome>
    ) async throws -> ClientChangeResult<Outcome> { ClientChangeResult(outcome: body(nil).outcome, ended: []) }
    func clients(after id: String?, limit: Int) async throws -> [ClientRecord] { [] }
    func insert(_ code: CodeRecord, recording records: [AuditRecord]) async throws {}
    func change<Outcome: Sendable>(
        code digest: [UInt8],
        _ body: @Sendable ((code: CodeRecord, context: GrantContext)?) -> GrantChange<CodeFate, Outcome>
    ) async throws -> GrantChange<CodeFate, Outcome> { body(nil) }
    func purgeCodes(keptUntilBefore moment: Int64, limit: Int) async throws -> Int { 0 }
    func insertIfAbsent(_ request: DeviceCodeRecord, recording records: [AuditRecord]) async throws -> Bool { true }
    func deviceCode(userCodeDigest digest: [UInt8]) async throws -> DeviceCodeRecord? { nil }
    func change<Outcome: Sendable>(
        deviceCode digest: [UInt8],
        _ body: @Sendable ((request: DeviceCodeRecord, context: GrantContext)?) -> GrantChange<DeviceCodeFate, Outcome>
    ) async throws -> GrantChange<DeviceCodeFate, Outcome> { body(nil) }
    func purgeDeviceCodes(endedBefore moment: Int64, limit: Int) async throws -> Int { 0 }
    func insert(_ tokens: [OpaqueTokenRecord]) async throws {}
    func opaqueToken(digest: [UInt8]) async throws -> OpaqueTokenRecord? { nil }
    func remove(opaqueToken digest: [UInt8], recording records: [AuditRecord]) async throws -> Bool { true }
    func purgeOpaqueTokens(endedBefore moment: Int64, limit: Int) async throws -> Int { 0 }
    func consent(of subject: String, for clientID: String) async throws -> ConsentRecord? { nil }
    func consents(of subject: String) async throws -> [ConsentRecord] { [] }
    func change(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        _ body: @Sendable (ConsentRecord?) -> ConsentRecord
    ) async throws -> ConsentRecord? { body(nil) }
    func withdraw(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        ending: @Sendable (SessionRecord) -> SessionEnding
    ) async throws -> [Revocation]? { [] }
    func insert(_ request: PushedRequestRecord) async throws {}
    func consume(pushedRequest digest: [UInt8], of clientID: String) async throws -> PushedRequestRecord? { nil }
    func purgePushedRequests(endedBefore moment: Int64, limit: Int) async throws -> Int { 0 }
    func useOnce(_ digest: [UInt8], rememberingUntil moment: Int64) async throws -> Bool { true }
    func purgeUsedOnce(rememberedUntilBefore moment: Int64, limit: Int) async throws -> Int { 0 }
    func claimLogouts(_ claim: LogoutClaim) async throws -> [ClaimedLogout] { [] }
    func settle(
        _ logout: ClaimedLogout, _ fate: LogoutFate, recording records: [AuditRecord]
    ) async throws -> Bool { false }
    func nextLogout() async throws -> Int64? { nil }
    func trimLogouts(
        perClient: Int, overall: Int, recording: @Sendable (LogoutOverflow) -> [AuditRecord]
    ) async throws -> [LogoutOverflow] { [] }
    func purgeClientLogins(keptUntilBefore moment: Int64, limit: Int) async throws -> Int { 0 }
}
