/// A device's request for a grant (RFC 8628 §3.2), as it is stored: the digests of both its codes, and what has become of it.
public struct DeviceCodeRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The SHA-256 digest of the device code.
    public let digest: [UInt8]
    /// The SHA-256 digest of the user code in its canonical form. A user code is short: it is good only for as long as the request
    /// lives, and whoever guesses is throttled.
    public let userCodeDigest: [UInt8]
    /// The client that asked.
    public let clientID: String
    /// The id of the grant that comes of it: a session's.
    public let grantID: String
    /// When it dies, in seconds since 1970-01-01T00:00:00Z.
    public let endsAt: Int64
    /// What was asked for, as the JSON text of an object. Stores never look inside.
    public let details: [UInt8]
    /// What has become of it: a text of the server's own.
    public var state: String
    /// How long the device has to wait between two questions, in seconds.
    public var interval: Int64
    /// When the device asked last, in **milliseconds** since 1970-01-01T00:00:00Z; `nil` for never.
    public var askedAt: Int64?
    /// The user who decided; `nil` before.
    public var subject: String?
    /// The login in which the user decided.
    public var loginID: String?
    /// The user's epoch when the user decided.
    public var epoch: Int64?
    /// What the user agreed to, as the JSON text of an object; `nil` before.
    public var decision: [UInt8]?

    /// Creates a record.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of the device code.
    ///   - userCodeDigest: The SHA-256 digest of the user code.
    ///   - clientID: The client that asked.
    ///   - grantID: The id of the grant that comes of it.
    ///   - endsAt: When it dies, in seconds since 1970-01-01T00:00:00Z.
    ///   - details: What was asked for, as JSON.
    ///   - state: What has become of it.
    ///   - interval: How long the device has to wait between two questions, in seconds.
    public init(
        digest: [UInt8], userCodeDigest: [UInt8], clientID: String, grantID: String, endsAt: Int64, details: [UInt8],
        state: String, interval: Int64
    ) {
        self.digest = digest
        self.userCodeDigest = userCodeDigest
        self.clientID = clientID
        self.grantID = grantID
        self.endsAt = endsAt
        self.details = details
        self.state = state
        self.interval = interval
    }

    /// That it is one, and whose; nothing that opens anything.
    public var description: String { "device code of client \(clientID)" }

    /// Shows what ``description`` does, so that `dump` prints no details.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
