import MapaeStore
import Synchronization

/// A store that fails when it is told to, before or after it has done what it was asked.
final class FaultyStore: SessionStore {
    enum Fault: Sendable {
        case none, before, after
        /// Of all that it is asked, looking for one session fails.
        case reading
    }

    let base = MemoryStore()
    private let fault = Mutex(Fault.none)
    private let calls = Mutex(0)

    /// How often it was asked.
    var count: Int { calls.withLock(\.self) }

    func set(_ fault: Fault) { self.fault.withLock { $0 = fault } }

    private func doing<Value>(_ body: () async throws -> Value) async throws -> Value {
        calls.withLock { $0 += 1 }
        let fault = fault.withLock(\.self)
        if fault == .before { throw StoreError(.failed, "an error of the disk") }
        let value = try await body()
        if fault == .after { throw StoreError(.failed, "an error after the commit") }
        return value
    }

    func session(id: String) async throws -> SessionRecord? {
        calls.withLock { $0 += 1 }
        if fault.withLock({ $0 == .reading }) { throw StoreError(.failed, "an error of the disk") }
        return try await base.session(id: id)
    }
    func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> {
        try await doing { try await base.change(session: id, body) }
    }
    func sessions(of subject: String) async throws -> [SessionRecord] {
        try await doing { try await base.sessions(of: subject) }
    }
    func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning {
        try await doing { try await base.begin(session, terms) }
    }
    func sessionEpoch(of subject: String) async throws -> Int64 {
        try await doing { try await base.sessionEpoch(of: subject) }
    }
    func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation] {
        try await doing { try await base.endSessions(of: subject, sweep) }
    }
    func sessions(after id: String?, limit: Int) async throws -> [SessionRecord] {
        try await doing { try await base.sessions(after: id, limit: limit) }
    }
    func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int {
        try await doing { try await base.wipeReplays(endedBy: moment, limit: limit) }
    }
    func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int {
        try await doing { try await base.purgeSessions(deadBefore: moment, limit: limit) }
    }
    func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws {
        try await doing { try await base.revoke(revocation, recording: records) }
    }
    func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        try await doing { try await base.revocations(after: cursor, limit: limit) }
    }
    func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await doing { try await base.purgeRevocations(endedBefore: moment, limit: limit) }
    }
}
