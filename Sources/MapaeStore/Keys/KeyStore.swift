/// Remembers signing keys. All methods throw ``StoreError``, or `CancellationError` when their task is cancelled; then
/// nothing was changed.
public protocol KeyStore: Sendable {
    /// All keys, the oldest first (by ``KeyRecord/createdAt``, then by the bytes of the id).
    func keys() async throws -> [KeyRecord]

    /// Reads all keys, decides, and writes, all in one step: of two servers that find a key missing, one makes it.
    /// - Parameter body: Decides. It gets all keys, the oldest first. It must be quick and have no effects of its own, as the
    ///   store is locked meanwhile and may call it again.
    /// - Returns: What `body` returned, after it has been done.
    func changeKeys<Outcome: Sendable>(
        _ body: @Sendable ([KeyRecord]) -> KeyChange<Outcome>
    ) async throws -> KeyChange<Outcome>
}

extension KeyStore {
    /// Adds `candidate` if there is no key at all, in one atomic step, and returns all keys.
    ///
    /// Two servers that start on one empty store must end with the same key, so the one that comes second gets the
    /// first one's instead of adding its own.
    public func keys(insertingIfEmpty candidate: KeyRecord) async throws -> [KeyRecord] {
        try await changeKeys { keys in
            keys.isEmpty ? KeyChange(put: [candidate], outcome: [candidate]) : KeyChange(outcome: keys)
        }.outcome
    }
}
