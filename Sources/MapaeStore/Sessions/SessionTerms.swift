/// Under which terms a session begins.
public struct SessionTerms: Sendable {
    /// The subject's epoch when its credential was looked at: if all its sessions were ended since, this one does not begin
    /// either. `nil` where nobody looked.
    public let epoch: Int64?
    /// How many logins a subject may have, this one counted. The ones that were used least lately make room. Grants to clients do
    /// not count and do not make room, and nothing makes room for one.
    public let maximum: Int
    /// What is revoked and recorded for a session that makes room. It must be quick and have no effects of its own.
    public let ending: @Sendable (SessionRecord) -> SessionEnding
    /// What is written into the audit log when the session begins.
    public let records: [AuditRecord]

    /// Creates terms.
    /// - Parameters:
    ///   - epoch: The subject's epoch when its credential was looked at.
    ///   - maximum: How many logins a subject may have, at least 1.
    ///   - records: What is written into the audit log.
    ///   - ending: What is revoked and recorded for a session that makes room.
    public init(
        epoch: Int64? = nil, maximum: Int, recording records: [AuditRecord] = [],
        ending: @escaping @Sendable (SessionRecord) -> SessionEnding
    ) {
        self.epoch = epoch
        self.maximum = max(maximum, 1)
        self.records = records
        self.ending = ending
    }
}
