/// What is to become of a client, as one atomic step decides it.
public struct ClientChange<Outcome: Sendable>: Sendable {
    /// What is to become of the record.
    public let fate: ClientFate
    /// What the end of each of its grants leaves behind, where the client is removed. It must be quick and have no effects of its
    /// own.
    public let ending: @Sendable (SessionRecord) -> SessionEnding
    /// What is written into the audit log in the same step.
    public let records: [AuditRecord]
    /// What the caller wants to know afterwards.
    public let outcome: Outcome

    /// Creates a change.
    /// - Parameters:
    ///   - fate: What is to become of the record.
    ///   - records: What is written into the audit log in the same step.
    ///   - outcome: What the caller wants to know afterwards.
    ///   - ending: What the end of each of its grants leaves behind, where the client is removed.
    public init(
        _ fate: ClientFate, recording records: [AuditRecord] = [], outcome: Outcome,
        ending: @escaping @Sendable (SessionRecord) -> SessionEnding
    ) {
        self.fate = fate
        self.records = records
        self.outcome = outcome
        self.ending = ending
    }
}
