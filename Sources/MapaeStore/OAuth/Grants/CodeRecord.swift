/// An authorization code (RFC 6749 §4.1.2), as it is stored: its digest, and what it is worth.
public struct CodeRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The SHA-256 digest of the code.
    public let digest: [UInt8]
    /// The client that it was given to.
    public let clientID: String
    /// The user who agreed.
    public let subject: String
    /// The login in which the user agreed: the id of its session.
    public let loginID: String?
    /// The user's epoch when the user agreed.
    public let epoch: Int64
    /// The id of the grant that comes of it: a session's.
    public let grantID: String
    /// When it dies, in seconds since 1970-01-01T00:00:00Z.
    public let endsAt: Int64
    /// When it was used, in seconds since 1970-01-01T00:00:00Z; `nil` for one that was not.
    public var usedAt: Int64?
    /// Until when it is remembered, so that its use again is noticed, in seconds since 1970-01-01T00:00:00Z.
    public var keptUntil: Int64
    /// What was asked for and agreed to, as the JSON text of an object. Stores never look inside.
    public let details: [UInt8]

    /// Creates a record.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of the code.
    ///   - clientID: The client that it was given to.
    ///   - subject: The user who agreed.
    ///   - loginID: The login in which the user agreed.
    ///   - epoch: The user's epoch when the user agreed.
    ///   - grantID: The id of the grant that comes of it.
    ///   - endsAt: When it dies, in seconds since 1970-01-01T00:00:00Z.
    ///   - usedAt: When it was used.
    ///   - keptUntil: Until when it is remembered.
    ///   - details: What was asked for and agreed to, as JSON.
    public init(
        digest: [UInt8], clientID: String, subject: String, loginID: String?, epoch: Int64, grantID: String,
        endsAt: Int64, usedAt: Int64? = nil, keptUntil: Int64, details: [UInt8]
    ) {
        self.digest = digest
        self.clientID = clientID
        self.subject = subject
        self.loginID = loginID
        self.epoch = epoch
        self.grantID = grantID
        self.endsAt = endsAt
        self.usedAt = usedAt
        self.keptUntil = keptUntil
        self.details = details
    }

    /// That it is one, and whose; nothing that opens anything.
    public var description: String { "code of client \(clientID)" }

    /// Shows what ``description`` does, so that `dump` prints no details.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
