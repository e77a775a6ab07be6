/// Remembers signing keys. All methods throw ``StoreError``, or `CancellationError` when their task is cancelled; then
/// nothing was changed.
public protocol KeyStore: Sendable {
    /// All keys, the oldest first (by ``KeyRecord/createdAt``, then by the bytes of the id).
    func keys() async throws -> [KeyRecord]

    /// Adds `candidate` if there is no key at all, in one atomic step, and returns all keys.
    ///
    /// Two servers that start on one empty store must end with the same key, so the one that comes second gets the
    /// first one's instead of adding its own.
    func keys(insertingIfEmpty candidate: KeyRecord) async throws -> [KeyRecord]
}
