/// Something that has happened and that matters for security, as it is remembered.
///
/// It holds no token, secret, password or hash. Ids open nothing.
public struct AuditRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// When, in **milliseconds** since 1970-01-01T00:00:00Z.
    public let moment: Int64
    /// What: a stable code in snake case, such as `login_failed`.
    public let kind: String
    /// The user whom it is about, by its id.
    public let subject: String?
    /// Who did it: the id of a user, or `operator` for who works at the command line; `nil` for a stranger, or the server itself.
    public let actor: String?
    /// The session that it is about.
    public let sessionID: String?
    /// From where: the part of a client's address that tells its network.
    public let network: String?
    /// Whatever else there is to tell, as the JSON text of an object.
    public let details: [UInt8]

    /// Creates a record.
    /// - Parameters:
    ///   - kind: A stable code in snake case.
    ///   - moment: When, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - subject: The id of the user whom it is about.
    ///   - actor: Who did it.
    ///   - sessionID: The session that it is about.
    ///   - network: From where.
    ///   - details: Whatever else there is to tell, as JSON.
    public init(
        _ kind: String, at moment: Int64, subject: String? = nil, actor: String? = nil, sessionID: String? = nil,
        network: String? = nil, details: [UInt8] = Array("{}".utf8)
    ) {
        self.moment = moment
        self.kind = kind
        self.subject = subject
        self.actor = actor
        self.sessionID = sessionID
        self.network = network
        self.details = details
    }

    /// The kind and whom it is about.
    public var description: String { subject.map { "\(kind) (user \($0))" } ?? kind }

    /// Shows what ``description`` does.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
