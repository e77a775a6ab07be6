import Synchronization

extension MemoryStore {
    /// All keys, the oldest first.
    public func keys() async throws -> [KeyRecord] {
        state.withLock { $0.keys }
    }

    /// Reads all keys, decides, and writes, all behind one lock.
    public func changeKeys<Outcome: Sendable>(
        _ body: @Sendable ([KeyRecord]) -> KeyChange<Outcome>
    ) async throws -> KeyChange<Outcome> {
        state.withLock { state in
            let change = body(state.keys)
            let gone = Set(change.removed.map { Key($0.utf8) } + change.put.map { Key($0.id.utf8) })
            state.keys = (state.keys.filter { !gone.contains(Key($0.id.utf8)) } + change.put).inOrderOfCreation
            state.audit.add(change.records)
            return change
        }
    }
}
