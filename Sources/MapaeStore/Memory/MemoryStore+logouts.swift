import Synchronization

extension MemoryStore {
    /// Claims logouts that are due.
    public func claimLogouts(_ claim: LogoutClaim) async throws -> [ClaimedLogout] {
        state.withLock { $0.sessions.clientLogins.claim(claim) }
    }

    /// Says what has come of a logout.
    @discardableResult
    public func settle(
        _ logout: ClaimedLogout, _ fate: LogoutFate, recording records: [AuditRecord]
    ) async throws -> Bool {
        state.withLock { state in
            guard state.sessions.clientLogins.settle(logout, fate) else { return false }
            state.audit.add(records)
            return true
        }
    }

    /// When the next logout is due.
    public func nextLogout() async throws -> Int64? { state.withLock { $0.sessions.clientLogins.next } }

    /// Drops logouts where too many wait.
    public func trimLogouts(
        perClient: Int, overall: Int, recording: @Sendable (LogoutOverflow) -> [AuditRecord]
    ) async throws -> [LogoutOverflow] {
        state.withLock { state in
            let overflow = state.sessions.clientLogins.trim(perClient: perClient, overall: overall)
            state.audit.add(overflow.flatMap(recording))
            return overflow
        }
    }

    /// Forgets logins at clients that need not be remembered.
    @discardableResult
    public func purgeClientLogins(keptUntilBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.sessions.purgeClientLogins(keptUntilBefore: moment, limit: limit) }
    }
}
