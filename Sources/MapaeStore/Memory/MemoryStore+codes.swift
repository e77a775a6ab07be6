import Synchronization

extension MemoryStore {
    /// Adds a code.
    public func insert(_ code: CodeRecord, recording records: [AuditRecord]) async throws {
        try state.withLock { state in
            guard state.clients.contains(code.clientID) else { return }
            try state.codes.insert(code)
            state.audit.add(records)
        }
    }

    /// Reads a code, decides, and writes, all behind one lock.
    public func change<Outcome: Sendable>(
        code digest: [UInt8],
        _ body: @Sendable ((code: CodeRecord, context: GrantContext)?) -> GrantChange<CodeFate, Outcome>
    ) async throws -> GrantChange<CodeFate, Outcome> {
        try state.withLock { state in
            let known = state.codes[digest]
            let change = body(known.map { (code: $0, context: state.context(of: $0)) })
            try state.check(change.effects.tokens)
            if case .use(let moment, let end) = change.fate { state.codes.use(digest, at: moment, keptUntil: end) }
            state.apply(change.effects)
            return change
        }
    }

    /// Forgets codes that need not be remembered.
    @discardableResult
    public func purgeCodes(keptUntilBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.codes.purge(keptUntilBefore: moment, limit: limit) }
    }
}
