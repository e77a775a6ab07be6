#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

@Suite("The store in SQLite keeps the promises of its protocols")
struct SQLiteConformanceTests {
    @Test("of users", arguments: StoreConformance.users)
    func users(_ check: StoreConformance.Check<any UserStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of keys", arguments: StoreConformance.keys)
    func keys(_ check: StoreConformance.Check<any KeyStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of sessions", arguments: StoreConformance.sessions)
    func sessions(_ check: StoreConformance.Check<any SessionStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of revocations", arguments: StoreConformance.revocations)
    func revocations(_ check: StoreConformance.Check<any RevocationStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of users and sessions together", arguments: StoreConformance.accounts)
    func accounts(_ check: StoreConformance.Check<any AccountStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of the audit log", arguments: StoreConformance.audit)
    func audit(_ check: StoreConformance.Check<any AuditStore>) async throws {
        try await Scratch.with { try await $0.store { try await check.run($0) } }
    }

    @Test("of sessions, while two processes change them", arguments: StoreConformance.sessions)
    func twoConnections(_ check: StoreConformance.Check<any SessionStore>) async throws {
        try await turning { try await check.run($0) }
    }

    @Test("of users and sessions together, while two processes change them", arguments: StoreConformance.accounts)
    func accountsOfTwoConnections(_ check: StoreConformance.Check<any AccountStore>) async throws {
        try await turning { try await check.run($0) }
    }

    @Test("of keys, while two processes change them", arguments: StoreConformance.keys)
    func keysOfTwoConnections(_ check: StoreConformance.Check<any KeyStore>) async throws {
        try await turning { try await check.run($0) }
    }

    @Test("of the audit log, while two processes write it", arguments: StoreConformance.audit)
    func auditOfTwoConnections(_ check: StoreConformance.Check<any AuditStore>) async throws {
        try await turning { try await check.run($0) }
    }

    private func turning(_ body: (TurningStore) async throws -> Void) async throws {
        try await Scratch.with { scratch in
            try await scratch.store { one in
                try await scratch.store { other in try await body(TurningStore(one, other)) }
            }
        }
    }
}

/// Two stores on one database, asked in turn: what one of them has written the other must know at once (D10).
private final class TurningStore: AccountStore, KeyStore {
    private let stores: [any AccountStore & KeyStore]
    private let count = Atomic(0)

    init(_ stores: any (AccountStore & KeyStore)...) { self.stores = stores }

    private var next: any AccountStore & KeyStore {
        stores[count.add(1, ordering: .relaxed).oldValue % stores.count]
    }

    func session(id: String) async throws -> SessionRecord? { try await next.session(id: id) }
    func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> { try await next.change(session: id, body) }
    func sessions(of subject: String) async throws -> [SessionRecord] { try await next.sessions(of: subject) }
    func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning {
        try await next.begin(session, terms)
    }
    func sessionEpoch(of subject: String) async throws -> Int64 { try await next.sessionEpoch(of: subject) }
    func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation] {
        try await next.endSessions(of: subject, sweep)
    }
    func sessions(after id: String?, limit: Int) async throws -> [SessionRecord] {
        try await next.sessions(after: id, limit: limit)
    }
    func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int {
        try await next.wipeReplays(endedBy: moment, limit: limit)
    }
    func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int {
        try await next.purgeSessions(deadBefore: moment, limit: limit)
    }
    func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws {
        try await next.revoke(revocation, recording: records)
    }
    func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        try await next.revocations(after: cursor, limit: limit)
    }
    func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await next.purgeRevocations(endedBefore: moment, limit: limit)
    }
    func insertIfAbsent(_ user: UserRecord, recording records: [AuditRecord]) async throws -> Bool {
        try await next.insertIfAbsent(user, recording: records)
    }
    func user(named username: String) async throws -> UserRecord? { try await next.user(named: username) }
    func user(id: String) async throws -> UserRecord? { try await next.user(id: id) }
    func replacePasswordHash(ofUser id: String, from old: String, to new: String) async throws -> Bool {
        try await next.replacePasswordHash(ofUser: id, from: old, to: new)
    }
    func hasUsers() async throws -> Bool { try await next.hasUsers() }
    func users(after id: String?, limit: Int) async throws -> [UserRecord] {
        try await next.users(after: id, limit: limit)
    }
    func change<Outcome: Sendable>(
        user id: String, _ body: @Sendable (UserRecord?) -> UserChange<Outcome>
    ) async throws -> UserChangeResult<Outcome> { try await next.change(user: id, body) }
    func keys() async throws -> [KeyRecord] { try await next.keys() }
    func changeKeys<Outcome: Sendable>(
        _ body: @Sendable ([KeyRecord]) -> KeyChange<Outcome>
    ) async throws -> KeyChange<Outcome> { try await next.changeKeys(body) }
    func record(_ records: [AuditRecord]) async throws { try await next.record(records) }
    func audit(_ filter: AuditFilter, before number: Int64?, limit: Int) async throws -> [AuditEntry] {
        try await next.audit(filter, before: number, limit: limit)
    }
    func audit(after number: Int64, limit: Int) async throws -> [AuditEntry] {
        try await next.audit(after: number, limit: limit)
    }
    func purgeAudit(recordedBefore moment: Int64, limit: Int) async throws -> Int {
        try await next.purgeAudit(recordedBefore: moment, limit: limit)
    }
}
#endif
