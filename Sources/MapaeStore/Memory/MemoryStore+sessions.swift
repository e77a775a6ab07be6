import Synchronization

extension MemoryStore {
    /// Finds a session.
    public func session(id: String) async throws -> SessionRecord? {
        state.withLock { $0.sessions[Key(id.utf8)] }
    }

    /// Reads a session, decides, and writes, all behind one lock.
    public func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> {
        let id = Key(id.utf8)
        return try state.withLock { state in
            let change = body(state.sessions[id])
            try state.check(change.tokens)
            state.sessions.apply(change, to: id)
            if state.sessions[id] != nil { state.add(change.tokens) }
            state.audit.add(change.records)
            return change
        }
    }

    /// All sessions of a subject, the oldest first.
    public func sessions(of subject: String) async throws -> [SessionRecord] {
        state.withLock { $0.sessions.sessions(of: Key(subject.utf8)) }
    }

    /// Begins a session, in one step with making room for it.
    public func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning {
        state.withLock { state in
            let subject = Key(session.subject.utf8)
            guard state.sessions[Key(session.id.utf8)] == nil else { return .idTaken }
            if let epoch = terms.epoch, epoch != state.sessions.epoch(of: subject) { return .superseded }
            // A grant takes no login's room.
            let endings = session.clientID == nil ? state.sessions.makeRoom(for: subject, terms) : []
            state.sessions.put(session)
            state.audit.add(endings.flatMap(\.records) + terms.records)
            return .began(displaced: endings.map(\.revocation))
        }
    }

    /// A number that changes whenever all sessions of a subject are ended.
    public func sessionEpoch(of subject: String) async throws -> Int64 {
        state.withLock { $0.sessions.epoch(of: Key(subject.utf8)) }
    }

    /// Ends all sessions of a subject in one step.
    public func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation] {
        state.withLock { $0.end(of: Key(subject.utf8), sweep) }
    }

    /// Sessions by the bytes of their ids.
    public func sessions(after id: String?, limit: Int) async throws -> [SessionRecord] {
        state.withLock { $0.sessions.page(after: id.map { Key($0.utf8) }, limit: limit) }
    }

    /// Forgets the replays whose window is over.
    @discardableResult
    public func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.sessions.wipeReplays(endedBy: moment, limit: limit) }
    }

    /// Forgets the sessions that nobody can use any more.
    @discardableResult
    public func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.sessions.purge(deadBefore: moment, limit: limit) }
    }

    /// Adds a revocation.
    public func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws {
        state.withLock { state in
            state.sessions.revocations.add(revocation)
            state.audit.add(records)
        }
    }

    /// What was revoked since another look.
    public func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        state.withLock { $0.sessions.revocations.page(after: cursor, limit: limit) }
    }

    /// Forgets the revocations that are over.
    @discardableResult
    public func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.sessions.revocations.purge(endedBefore: moment, limit: limit) }
    }
}

extension SessionStore where Self == MemoryStore {
    /// A new store that forgets when the process ends.
    public static var memory: MemoryStore { MemoryStore() }
}
