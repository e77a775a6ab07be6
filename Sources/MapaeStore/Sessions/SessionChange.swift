/// What is to become of a session, as one atomic step decides it.
public struct SessionChange<Outcome: Sendable>: Sendable {
    /// What is to become of the record.
    public enum Fate: Sendable {
        /// It stays as it is; where there is none, there will be none.
        case keep
        /// It is replaced, or added where there was none. Its id is that of the session that was asked for.
        case put(SessionRecord)
        /// It is removed, with all its replays.
        case remove
    }

    /// What is to become of the record.
    public let fate: Fate
    /// What is revoked in the same step.
    public let revocations: [Revocation]
    /// What the caller wants to know afterwards.
    public let outcome: Outcome

    /// Creates a change.
    /// - Parameters:
    ///   - fate: What is to become of the record.
    ///   - revocations: What is revoked in the same step.
    ///   - outcome: What the caller wants to know afterwards.
    public init(_ fate: Fate, revoking revocations: [Revocation] = [], outcome: Outcome) {
        self.fate = fate
        self.revocations = revocations
        self.outcome = outcome
    }
}
