/// What has become of a user.
public struct UserChangeResult<Outcome: Sendable>: Sendable {
    /// What the one who decided wanted to know.
    public let outcome: Outcome
    /// What was revoked, one for each session that was ended, the oldest session first.
    public let ended: [Revocation]

    /// Creates a result.
    /// - Parameters:
    ///   - outcome: What the one who decided wanted to know.
    ///   - ended: What was revoked.
    public init(outcome: Outcome, ended: [Revocation]) {
        self.outcome = outcome
        self.ended = ended
    }
}
