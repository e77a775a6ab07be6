/// What has become of a client.
public struct ClientChangeResult<Outcome: Sendable>: Sendable {
    /// What the one who decided wanted to know.
    public let outcome: Outcome
    /// What was revoked, one for each grant that was ended, the oldest first.
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
