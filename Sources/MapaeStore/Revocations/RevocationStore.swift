/// Remembers what was revoked, until it would be refused anyway.
///
/// Each method is one atomic step. Ids are compared as UTF-8 bytes. All methods throw ``StoreError``, or
/// `CancellationError` when their task is cancelled; then nothing was changed.
public protocol RevocationStore: Sendable {
    /// Adds a revocation. What is revoked already stays so until the later of both ends.
    /// - Parameters:
    ///   - revocation: What not to believe any more.
    ///   - records: What is written into the audit log in the same step.
    func revoke(_ revocation: Revocation, recording records: [AuditRecord]) async throws

    /// What was revoked, or was prolonged, since another look, in the order of time.
    ///
    /// Several processes share a store, and each learns in this way what the others have revoked: a revocation that was
    /// made before this call is in the answer, or was in that to an earlier call, or is behind a later cursor.
    /// - Parameters:
    ///   - cursor: Where the last look ended; 0 for all that is remembered.
    ///   - limit: The most to return, at least 1.
    func revocations(after cursor: Int64, limit: Int) async throws -> RevocationPage

    /// Forgets the revocations that are over.
    /// - Parameters:
    ///   - moment: Those go that ended before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func purgeRevocations(endedBefore moment: Int64, limit: Int) async throws -> Int
}

extension RevocationStore {
    /// Adds a revocation, and records nothing.
    public func revoke(_ revocation: Revocation) async throws { try await revoke(revocation, recording: []) }
}
