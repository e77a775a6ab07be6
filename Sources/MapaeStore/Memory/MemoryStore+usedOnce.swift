import Synchronization

extension MemoryStore {
    /// Uses something.
    public func useOnce(_ digest: [UInt8], rememberingUntil moment: Int64) async throws -> Bool {
        state.withLock { state in
            guard let known = state.usedOnce[digest] else {
                state.usedOnce[digest] = moment
                return true
            }
            state.usedOnce[digest] = max(known, moment)
            return false
        }
    }

    /// Forgets what need not be remembered.
    @discardableResult
    public func purgeUsedOnce(rememberedUntilBefore moment: Int64, limit: Int) async throws -> Int {
        state.withLock { $0.usedOnce.purge(limit: limit) { $0 < moment } }
    }
}
