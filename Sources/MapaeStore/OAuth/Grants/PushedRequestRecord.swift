/// An authorization request that a client has pushed (RFC 9126), as it is stored.
public struct PushedRequestRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The SHA-256 digest of its `request_uri`.
    public let digest: [UInt8]
    /// The client that pushed it.
    public let clientID: String
    /// When it dies, in seconds since 1970-01-01T00:00:00Z.
    public let endsAt: Int64
    /// Its parameters, as a text of the server's own. Stores never look inside.
    public let parameters: [UInt8]

    /// Creates a record.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of its `request_uri`.
    ///   - clientID: The client that pushed it.
    ///   - endsAt: When it dies, in seconds since 1970-01-01T00:00:00Z.
    ///   - parameters: Its parameters.
    public init(digest: [UInt8], clientID: String, endsAt: Int64, parameters: [UInt8]) {
        self.digest = digest
        self.clientID = clientID
        self.endsAt = endsAt
        self.parameters = parameters
    }

    /// That it is one, and whose; nothing that opens anything.
    public var description: String { "pushed request of client \(clientID)" }

    /// Shows what ``description`` does, so that `dump` prints no parameters.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
