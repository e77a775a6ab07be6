/// Remembers what may be used once: the ids of clients' assertions (RFC 7523 §3) and the like. Each method is one atomic step.
public protocol UsedOnceStore: Sendable {
    /// Uses something.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of what it is called.
    ///   - moment: Until when it has to be remembered, in seconds since 1970-01-01T00:00:00Z.
    /// - Returns: `false` when it was used before and is still remembered, as long as it has not been purged; it stays so until the
    ///   later of both moments.
    func useOnce(_ digest: [UInt8], rememberingUntil moment: Int64) async throws -> Bool

    /// Forgets what need not be remembered.
    /// - Parameters:
    ///   - moment: That goes which was to be remembered until before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that goes, at least 1.
    /// - Returns: How much went.
    @discardableResult
    func purgeUsedOnce(rememberedUntilBefore moment: Int64, limit: Int) async throws -> Int
}
