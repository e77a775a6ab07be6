/// A record of the audit log with its place in it.
public struct AuditEntry: Sendable, Hashable {
    /// Its place. Later entries have higher numbers, and an entry is never seen before one with a lower number.
    public let number: Int64
    /// What has happened.
    public let record: AuditRecord

    /// Creates an entry.
    /// - Parameters:
    ///   - number: Its place.
    ///   - record: What has happened.
    public init(number: Int64, record: AuditRecord) {
        self.number = number
        self.record = record
    }
}
