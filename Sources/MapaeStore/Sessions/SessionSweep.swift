/// How the sessions of a user are ended together.
public struct SessionSweep: Sendable {
    /// The id of one session that goes on, if any.
    public let kept: String?
    /// What is written into the audit log whether or not any session ends.
    public let records: [AuditRecord]
    /// What is revoked and recorded for a session. It must be quick and have no effects of its own.
    public let ending: @Sendable (SessionRecord) -> SessionEnding

    /// Creates a sweep.
    /// - Parameters:
    ///   - kept: The id of one session that goes on, if any.
    ///   - records: What is written into the audit log whether or not any session ends.
    ///   - ending: What is revoked and recorded for a session.
    public init(
        except kept: String? = nil, recording records: [AuditRecord] = [],
        _ ending: @escaping @Sendable (SessionRecord) -> SessionEnding
    ) {
        self.kept = kept
        self.records = records
        self.ending = ending
    }

    /// Whether a session ends.
    package func ends(_ id: String) -> Bool { !(kept?.utf8.elementsEqual(id.utf8) ?? false) }
}
