import Synchronization

extension MemoryStore {
    /// Finds a session.
    public func session(id: String) async throws -> SessionRecord? {
        sessions.withLock { $0[Key(id.utf8)] }
    }

    /// Reads a session, decides, and writes, all behind one lock.
    public func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome> {
        let id = Key(id.utf8)
        return sessions.withLock { sessions in
            let change = body(sessions[id])
            sessions.apply(change, to: id)
            return change
        }
    }

    /// All sessions of a subject, the oldest first.
    public func sessions(of subject: String) async throws -> [SessionRecord] {
        sessions.withLock { $0.sessions(of: Key(subject.utf8)) }
    }

    /// Ends all sessions of a subject in one step.
    public func endSessions(
        of subject: String, except kept: String?, revoking revocation: @Sendable (SessionRecord) -> Revocation
    ) async throws -> [Revocation] {
        sessions.withLock {
            $0.end(of: Key(subject.utf8), except: kept.map { Key($0.utf8) }, revoking: revocation)
        }
    }

    /// Forgets the replays whose window is over.
    public func wipeReplays(endedBy moment: Int64) async throws {
        sessions.withLock { $0.wipeReplays(endedBy: moment) }
    }

    /// Forgets the sessions that nobody can use any more.
    @discardableResult
    public func purgeSessions(deadBefore moment: Int64) async throws -> Int {
        sessions.withLock { $0.purge(deadBefore: moment) }
    }

    /// Adds a revocation.
    public func revoke(_ revocation: Revocation) async throws {
        sessions.withLock { $0.revocations.add(revocation) }
    }

    /// What was revoked since another look.
    public func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage {
        sessions.withLock { $0.revocations.page(after: cursor, limit: limit) }
    }

    /// Forgets the revocations that are over.
    @discardableResult
    public func purgeRevocations(endedBefore moment: Int64) async throws -> Int {
        sessions.withLock { $0.revocations.purge(endedBefore: moment) }
    }
}

extension SessionStore where Self == MemoryStore {
    /// A new store that forgets when the process ends.
    public static var memory: MemoryStore { MemoryStore() }
}
