/// What is to become of the signing keys, as one atomic step decides it.
public struct KeyChange<Outcome: Sendable>: Sendable {
    /// The keys that are added, or replaced where there is one of that id.
    public let put: [KeyRecord]
    /// The ids of the keys that are removed.
    public let removed: [String]
    /// What is written into the audit log in the same step.
    public let records: [AuditRecord]
    /// What the caller wants to know afterwards.
    public let outcome: Outcome

    /// Creates a change.
    /// - Parameters:
    ///   - put: The keys that are added or replaced.
    ///   - removed: The ids of the keys that are removed.
    ///   - records: What is written into the audit log in the same step.
    ///   - outcome: What the caller wants to know afterwards.
    public init(
        put: [KeyRecord] = [], removing removed: [String] = [], recording records: [AuditRecord] = [], outcome: Outcome
    ) {
        self.put = put
        self.removed = removed
        self.records = records
        self.outcome = outcome
    }
}
