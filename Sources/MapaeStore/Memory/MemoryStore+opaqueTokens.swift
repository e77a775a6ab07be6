import Synchronization

extension MemoryStore {
    /// Adds tokens, as far as there is what they belong to.
    public func insert(_ tokens: [OpaqueTokenRecord]) async throws {
        try state.withLock { state in
            try state.check(tokens)
            state.add(tokens)
        }
    }

    /// Finds a token that can still be good.
    public func opaqueToken(digest: [UInt8]) async throws -> OpaqueTokenRecord? {
        state.withLock { state in state.sessions.tokens[digest].flatMap { state.isAlive($0) ? $0 : nil } }
    }

    /// Removes a token.
    @discardableResult
    public func remove(opaqueToken digest: [UInt8], recording records: [AuditRecord]) async throws -> Bool {
        state.withLock { state in
            guard state.sessions.tokens.remove(digest) else { return false }
            state.audit.add(records)
            return true
        }
    }

    /// Forgets tokens that have died.
    @discardableResult
    public func purgeOpaqueTokens(endedBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.sessions.tokens.purge(endedBefore: moment, limit: limit) }
    }
}
