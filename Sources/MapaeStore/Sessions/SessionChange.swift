/// What is to become of a session, as one atomic step decides it.
public struct SessionChange<Outcome: Sendable>: Sendable {
    /// What is to become of the record.
    public let fate: SessionFate
    /// What is revoked in the same step.
    public let revocations: [Revocation]
    /// Opaque tokens that are issued in the same step, where there is the session afterwards, as ``OpaqueTokenStore/insert(_:)`` adds
    /// them.
    public let tokens: [OpaqueTokenRecord]
    /// What is written into the audit log in the same step.
    public let records: [AuditRecord]
    /// Whether the end of a grant is a logout of its user's, of which its client is told; the end of a login always is (``LogoutStore``).
    public let isLogout: Bool
    /// What the caller wants to know afterwards.
    public let outcome: Outcome

    /// Creates a change.
    /// - Parameters:
    ///   - fate: What is to become of the record.
    ///   - revocations: What is revoked in the same step.
    ///   - tokens: Opaque tokens that are issued in the same step.
    ///   - records: What is written into the audit log in the same step.
    ///   - isLogout: Whether the end of a grant is a logout of its user's; not unless told.
    ///   - outcome: What the caller wants to know afterwards.
    public init(
        _ fate: SessionFate, revoking revocations: [Revocation] = [], issuing tokens: [OpaqueTokenRecord] = [],
        recording records: [AuditRecord] = [], isLogout: Bool = false, outcome: Outcome
    ) {
        self.fate = fate
        self.revocations = revocations
        self.tokens = tokens
        self.records = records
        self.isLogout = isLogout
        self.outcome = outcome
    }
}
