#if Server
import MapaeStore

/// A store that keeps the demo user's sessions in memory, so that nothing of a demo is written, and all others in its base.
///
/// What is revoked of the demo's is not listed: nobody else has its sessions, and the process itself knows.
struct DemoSessionStore: SessionStore {
    let demo: UserRecord
    let base: any SessionStore
    private let memory = MemoryStore()

    init(demo: UserRecord, base: any SessionStore) {
        self.demo = demo
        self.base = base
    }

    private func isDemo(_ subject: String) -> Bool { subject.utf8.elementsEqual(demo.id.utf8) }

    func session(id: String) async throws -> SessionRecord? {
        if let session = try await memory.session(id: id) { return session }
        return try await base.session(id: id)
    }

    func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> {
        let own = try await memory.change(session: id) { [isDemo] record -> SessionChange<SessionChange<Outcome>?> in
            let change = body(record)
            // One that begins here belongs here. Any other is the base's, which is asked next.
            let begins = if case .put(let new) = change.fate { isDemo(new.subject) } else { false }
            guard record != nil || begins else { return SessionChange(.keep, outcome: nil) }
            return SessionChange(change.fate, revoking: change.revocations, outcome: change)
        }
        if let change = own.outcome { return change }
        return try await base.change(session: id, body)
    }

    func sessions(of subject: String) async throws -> [SessionRecord] {
        try await (isDemo(subject) ? memory : base).sessions(of: subject)
    }

    func endSessions(
        of subject: String, except kept: String?, revoking revocation: @Sendable (SessionRecord) -> Revocation
    ) async throws -> [Revocation] {
        try await (isDemo(subject) ? memory : base).endSessions(of: subject, except: kept, revoking: revocation)
    }

    func wipeReplays(endedBy moment: Int64) async throws {
        try await memory.wipeReplays(endedBy: moment)
        try await base.wipeReplays(endedBy: moment)
    }

    func purgeSessions(deadBefore moment: Int64) async throws -> Int {
        try await memory.purgeSessions(deadBefore: moment) + base.purgeSessions(deadBefore: moment)
    }

    func revoke(_ revocation: Revocation) async throws { try await base.revoke(revocation) }

    func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        try await base.revocations(after: cursor, limit: limit)
    }

    func purgeRevocations(endedBefore moment: Int64) async throws -> Int {
        try await memory.purgeRevocations(endedBefore: moment) + base.purgeRevocations(endedBefore: moment)
    }
}
#endif
