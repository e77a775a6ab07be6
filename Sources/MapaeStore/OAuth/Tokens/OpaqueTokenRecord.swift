/// An opaque access token, as it is stored: one narrow row, found by its digest.
public struct OpaqueTokenRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The SHA-256 digest of the token.
    public let digest: [UInt8]
    /// The client that it was given to.
    public let clientID: String
    /// The grant that it belongs to: a session's id. `nil` for a client's own token.
    public let grantID: String?
    /// When it dies, in seconds since 1970-01-01T00:00:00Z.
    public let endsAt: Int64
    /// What it says, as the JSON text of an object. Stores never look inside.
    public let claims: [UInt8]

    /// Creates a record.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of the token.
    ///   - clientID: The client that it was given to.
    ///   - grantID: The grant that it belongs to.
    ///   - endsAt: When it dies, in seconds since 1970-01-01T00:00:00Z.
    ///   - claims: What it says, as JSON.
    public init(digest: [UInt8], clientID: String, grantID: String?, endsAt: Int64, claims: [UInt8]) {
        self.digest = digest
        self.clientID = clientID
        self.grantID = grantID
        self.endsAt = endsAt
        self.claims = claims
    }

    /// That it is one, and whose; nothing that opens anything.
    public var description: String { "opaque token of client \(clientID)" }

    /// Shows what ``description`` does, so that `dump` prints no claims.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
