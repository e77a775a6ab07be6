/// What is to become of a code, as one atomic step decides it.
public struct GrantChange<Fate: Sendable, Outcome: Sendable>: Sendable {
    /// What is to become of the record.
    public let fate: Fate
    /// What else happens in the same step.
    public let effects: GrantEffects
    /// What the caller wants to know afterwards.
    public let outcome: Outcome

    /// Creates a change.
    /// - Parameters:
    ///   - fate: What is to become of the record.
    ///   - effects: What else happens in the same step; nothing unless told.
    ///   - outcome: What the caller wants to know afterwards.
    public init(_ fate: Fate, _ effects: GrantEffects = GrantEffects(), outcome: Outcome) {
        self.fate = fate
        self.effects = effects
        self.outcome = outcome
    }
}
