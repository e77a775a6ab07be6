/// A person or program that can log in.
public struct UserRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The stable identifier, which becomes the `sub` of tokens. It is never given to another user, unlike a name.
    public let id: String
    /// The login name, already in its canonical form: stores compare it byte by byte.
    public let username: String
    /// The password's hash as a PHC string, which names its own algorithm and parameters.
    public let passwordHash: String
    /// When the user was created, in seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64

    /// Creates a record.
    /// - Parameters:
    ///   - id: The stable identifier.
    ///   - username: The login name in canonical form.
    ///   - passwordHash: A PHC string.
    ///   - createdAt: Seconds since 1970-01-01T00:00:00Z.
    public init(id: String, username: String, passwordHash: String, createdAt: Int64) {
        self.id = id
        self.username = username
        self.passwordHash = passwordHash
        self.createdAt = createdAt
    }

    /// The id only: a record is printed by mistake sooner or later.
    public var description: String { "user \(id)" }

    /// Shows what ``description`` does, so that `dump` prints no hash.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
