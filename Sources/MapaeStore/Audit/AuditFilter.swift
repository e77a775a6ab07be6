/// Which entries of the audit log are wanted: those that meet all that is asked. Texts are compared as UTF-8 bytes.
public struct AuditFilter: Sendable, Hashable {
    /// What has happened.
    public var kind: String?
    /// The id of the user whom it is about.
    public var subject: String?
    /// The session that it is about.
    public var sessionID: String?
    /// From which network.
    public var network: String?
    /// Not before this, in **milliseconds** since 1970-01-01T00:00:00Z.
    public var since: Int64?
    /// Before this, in **milliseconds** since 1970-01-01T00:00:00Z.
    public var until: Int64?

    /// Creates a filter; what is `nil` is not asked for.
    public init(
        kind: String? = nil, subject: String? = nil, sessionID: String? = nil, network: String? = nil,
        since: Int64? = nil, until: Int64? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.sessionID = sessionID
        self.network = network
        self.since = since
        self.until = until
    }

    /// Whether a record meets all that is asked.
    package func matches(_ record: AuditRecord) -> Bool {
        Self.same(kind, record.kind) && Self.same(subject, record.subject) && Self.same(sessionID, record.sessionID)
            && Self.same(network, record.network) && since.map { record.moment >= $0 } ?? true
            && until.map { record.moment < $0 } ?? true
    }

    private static func same(_ wanted: String?, _ value: String?) -> Bool {
        guard let wanted else { return true }
        return value.map { wanted.utf8.elementsEqual($0.utf8) } ?? false
    }
}
