/// What the end of a session leaves behind.
public struct SessionEnding: Sendable, Hashable {
    /// What is not believed any more.
    public let revocation: Revocation
    /// What is written into the audit log in the same step.
    public let records: [AuditRecord]

    /// Creates an ending.
    /// - Parameters:
    ///   - revocation: What is not believed any more.
    ///   - records: What is written into the audit log.
    public init(_ revocation: Revocation, recording records: [AuditRecord] = []) {
        self.revocation = revocation
        self.records = records
    }
}
