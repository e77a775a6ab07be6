import Synchronization

extension MemoryStore {
    /// Adds a request unless one of its codes is taken.
    public func insertIfAbsent(
        _ request: DeviceCodeRecord, recording records: [AuditRecord]
    ) async throws -> Bool {
        state.withLock { state in
            guard state.clients.contains(request.clientID), state.deviceCodes.insertIfAbsent(request) else {
                return false
            }
            state.audit.add(records)
            return true
        }
    }

    /// Finds a request by its user code.
    public func deviceCode(userCodeDigest digest: [UInt8]) async throws -> DeviceCodeRecord? {
        state.withLock { $0.deviceCodes.withUserCode(digest) }
    }

    /// Reads a request, decides, and writes, all behind one lock.
    public func change<Outcome: Sendable>(
        deviceCode digest: [UInt8],
        _ body: @Sendable ((request: DeviceCodeRecord, context: GrantContext)?) -> GrantChange<DeviceCodeFate, Outcome>
    ) async throws -> GrantChange<DeviceCodeFate, Outcome> {
        try state.withLock { state in
            let known = state.deviceCodes[digest]
            let change = body(known.map { (request: $0, context: state.context(of: $0)) })
            try state.check(change.effects.tokens)
            switch change.fate {
            case .keep: break
            case .put(let request): state.deviceCodes.replace(request, digest: digest)
            case .remove: state.deviceCodes.remove(digest)
            }
            state.apply(change.effects)
            return change
        }
    }

    /// Forgets requests that have died.
    @discardableResult
    public func purgeDeviceCodes(endedBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.deviceCodes.purge(endedBefore: moment, limit: limit) }
    }
}
