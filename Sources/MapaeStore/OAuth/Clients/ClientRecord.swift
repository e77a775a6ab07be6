/// A client of the authorization server, as it is stored: no secret, only digests of them.
public struct ClientRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// Its `client_id`.
    public let id: String
    /// When it was registered, in seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64
    /// What was registered (RFC 7591 §2), as the JSON text of an object. Stores never look inside.
    public var metadata: [UInt8]
    /// The SHA-256 digests of its secrets: two while one takes the place of the other.
    public var secrets: [[UInt8]]
    /// What the server has settled about it, as the JSON text of an object. Stores never look inside.
    public var settings: [UInt8]

    /// Creates a record.
    /// - Parameters:
    ///   - id: Its `client_id`.
    ///   - createdAt: When it was registered, in seconds since 1970-01-01T00:00:00Z.
    ///   - metadata: What was registered, as JSON.
    ///   - secrets: The digests of its secrets, 32 bytes each.
    ///   - settings: What the server has settled about it, as JSON.
    public init(
        id: String, createdAt: Int64, metadata: [UInt8], secrets: [[UInt8]] = [], settings: [UInt8] = Array("{}".utf8)
    ) {
        self.id = id
        self.createdAt = createdAt
        self.metadata = metadata
        self.secrets = secrets
        self.settings = settings
    }

    /// The id only: a record is printed by mistake sooner or later.
    public var description: String { "client \(id)" }

    /// Shows what ``description`` does, so that `dump` prints no digest.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
