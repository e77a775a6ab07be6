import MapaeStore

/// What has no faults here.
extension FaultyStore {
    func session(id: String) async throws -> SessionRecord? { try await inner.session(id: id) }

    func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> { try await inner.change(session: id, body) }

    func sessions(of subject: String) async throws -> [SessionRecord] { try await inner.sessions(of: subject) }

    func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning {
        try await inner.begin(session, terms)
    }

    func sessionEpoch(of subject: String) async throws -> Int64 { try await inner.sessionEpoch(of: subject) }

    func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation] {
        try await inner.endSessions(of: subject, sweep)
    }

    func sessions(after id: String?, limit: Int) async throws -> [SessionRecord] {
        try await inner.sessions(after: id, limit: limit)
    }

    func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int {
        try await inner.wipeReplays(endedBy: moment, limit: limit)
    }

    func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int {
        try await inner.purgeSessions(deadBefore: moment, limit: limit)
    }

    func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws {
        try await inner.revoke(revocation, recording: records)
    }

    func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        try await inner.revocations(after: cursor, limit: limit)
    }

    func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int {
        try await inner.purgeRevocations(endedBefore: moment, limit: limit)
    }

    func record(_ records: [AuditRecord]) async throws { try await inner.record(records) }

    func audit(_ filter: AuditFilter, before number: Int64?, limit: Int) async throws -> [AuditEntry] {
        try await inner.audit(filter, before: number, limit: limit)
    }

    func audit(after number: Int64, limit: Int) async throws -> [AuditEntry] {
        try await inner.audit(after: number, limit: limit)
    }

    func purgeAudit(recordedBefore moment: Int64, limit: Int) async throws -> Int {
        try await inner.purgeAudit(recordedBefore: moment, limit: limit)
    }
}
