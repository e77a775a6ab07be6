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

    @Test("of sessions, while two processes change them", arguments: StoreConformance.sessions)
    func twoConnections(_ check: StoreConformance.Check<any SessionStore>) async throws {
        try await Scratch.with { scratch in
            try await scratch.store { one in
                try await scratch.store { other in try await check.run(TurningStore(one, other)) }
            }
        }
    }
}

/// Two stores on one database, asked in turn: what one of them has written the other must know at once (D10).
private final class TurningStore: SessionStore {
    private let stores: [any SessionStore]
    private let count = Atomic(0)

    init(_ stores: any SessionStore...) { self.stores = stores }

    private var next: any SessionStore {
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
}
#endif
