/// A person or program that can log in.
public struct UserRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The stable identifier, which becomes the `sub` of tokens. It is never given to another user, unlike a name.
    public let id: String
    /// The login name, already in its canonical form: stores compare it byte by byte.
    public let username: String
    /// The password's hash, whose text names its own algorithm and parameters; `nil` for who has no password, and so cannot log
    /// in with one.
    public var passwordHash: String?
    /// The e-mail address in its canonical form, as the user has given it: nobody has checked that it is the user's.
    public var email: String?
    /// What the user may be, such as `admin`: names without white space.
    public var roles: [String]
    /// When the user was created, in seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64
    /// When the password was set by whom it belongs to or an administrator, in seconds since 1970-01-01T00:00:00Z. A hash that
    /// was made anew from the same password is not meant.
    public var passwordChangedAt: Int64
    /// Since when the user is shut out, in seconds since 1970-01-01T00:00:00Z; `nil` for one who is not.
    public var disabledAt: Int64?
    /// The epoch of the user's sessions when the record was read; stores ignore it when they write.
    public var sessionEpoch: Int64

    /// Creates a record.
    /// - Parameters:
    ///   - id: The stable identifier.
    ///   - username: The login name in canonical form.
    ///   - passwordHash: A hash as text, not empty; `nil` for none.
    ///   - createdAt: Seconds since 1970-01-01T00:00:00Z.
    ///   - email: The e-mail address in canonical form.
    ///   - roles: What the user may be.
    ///   - passwordChangedAt: When the password was set; at the creation unless told.
    ///   - disabledAt: Since when the user is shut out.
    ///   - sessionEpoch: The epoch of the user's sessions.
    public init(
        id: String, username: String, passwordHash: String?, createdAt: Int64, email: String? = nil,
        roles: [String] = [], passwordChangedAt: Int64? = nil, disabledAt: Int64? = nil, sessionEpoch: Int64 = 0
    ) {
        self.id = id
        self.username = username
        self.passwordHash = passwordHash
        self.email = email
        self.roles = roles
        self.createdAt = createdAt
        self.passwordChangedAt = passwordChangedAt ?? createdAt
        self.disabledAt = disabledAt
        self.sessionEpoch = sessionEpoch
    }

    /// The id only: a record is printed by mistake sooner or later.
    public var description: String { "user \(id)" }

    /// Shows what ``description`` does, so that `dump` prints no hash.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
