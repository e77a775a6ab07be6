/// Remembers what has happened. Whatever changes something for good takes its records along, and writes them in the same step.
///
/// All methods throw ``StoreError``, or `CancellationError` when their task is cancelled; then nothing was changed.
public protocol AuditStore: Sendable {
    /// Adds records in one step: for what changes nothing else, such as a failed login.
    func record(_ records: [AuditRecord]) async throws

    /// The newest entries that meet a filter, the newest first.
    /// - Parameters:
    ///   - filter: Which are wanted.
    ///   - number: Only those before this one; `nil` for all.
    ///   - limit: The most to return, at least 1.
    func audit(_ filter: AuditFilter, before number: Int64?, limit: Int) async throws -> [AuditEntry]

    /// The entries that came after another, the oldest first: for who follows the log.
    /// - Parameters:
    ///   - number: Where the last look ended; 0 for all.
    ///   - limit: The most to return, at least 1.
    func audit(after number: Int64, limit: Int) async throws -> [AuditEntry]

    /// Forgets old entries, the oldest first.
    /// - Parameters:
    ///   - moment: Those go that were recorded before this, in **milliseconds** since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func purgeAudit(recordedBefore moment: Int64, limit: Int) async throws -> Int
}
