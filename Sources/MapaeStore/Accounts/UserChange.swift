/// What is to become of a user, as one atomic step decides it.
public struct UserChange<Outcome: Sendable>: Sendable {
    /// What is to become of the record.
    public let fate: UserFate
    /// Which of the user's sessions end in the same step; `nil` for none.
    public let sweep: SessionSweep?
    /// What is written into the audit log in the same step.
    public let records: [AuditRecord]
    /// What the caller wants to know afterwards.
    public let outcome: Outcome

    /// Creates a change.
    /// - Parameters:
    ///   - fate: What is to become of the record.
    ///   - sweep: Which of the user's sessions end in the same step.
    ///   - records: What is written into the audit log in the same step.
    ///   - outcome: What the caller wants to know afterwards.
    public init(
        _ fate: UserFate, ending sweep: SessionSweep? = nil, recording records: [AuditRecord] = [], outcome: Outcome
    ) {
        self.fate = fate
        self.sweep = sweep
        self.records = records
        self.outcome = outcome
    }
}
