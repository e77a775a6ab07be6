/// A login that can be carried on with refresh tokens, or a grant to a client that can, as it is stored: no token, only digests of
/// them.
///
/// A session that has ended is not stored any more. So a store that has lost its sessions refuses them all.
public struct SessionRecord: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The session's id, 128 random bits: the `sid` of all its tokens.
    public let id: String
    /// Whose session it is: the `sub` of its tokens.
    public let subject: String
    /// When its user logged in, in seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64
    /// When it ends however often it is used, in seconds since 1970-01-01T00:00:00Z. No token of it lives longer.
    public let endsAt: Int64
    /// Whether the user wants to stay logged in when the browser is closed; `nil` when nobody was asked.
    public let isPersistent: Bool?
    /// What its user logged in with, in words for people: the name of a device or program. `nil` where nobody said.
    public let device: String?
    /// From where its user logged in: the part of the address that tells its network. `nil` where nobody said.
    public let network: String?
    /// The client that a user has given these rights, of a grant; `nil` for a login of the user's own.
    public let clientID: String?
    /// The login in which the user gave them: the id of its session. `nil` for a login, and for a grant that outlives it.
    public let loginID: String?
    /// When its tokens were last renewed, in seconds since 1970-01-01T00:00:00Z.
    public var usedAt: Int64
    /// When the last of the tokens that it was given dies, in seconds since 1970-01-01T00:00:00Z. Nobody can use the
    /// session from then on.
    public var aliveUntil: Int64
    /// When the last of the access tokens that it was given dies, in seconds since 1970-01-01T00:00:00Z: so long has its end to be
    /// remembered, as no store is asked for these. `nil` where nobody has noted it: then ``aliveUntil`` stands for it.
    public var accessUntil: Int64?
    /// The SHA-256 digest of the identity (`jti`) of the one refresh token that may be used next.
    public var current: [UInt8]
    /// What its access tokens allow, as their `scope` says it: texts with one space between.
    public var scope: String
    /// Further claims of its tokens, as the JSON text of an object.
    public var claims: [UInt8]
    /// Refresh tokens that were used a moment ago, the oldest first.
    public var replays: [RefreshReplay]

    /// Creates a record.
    /// - Parameters:
    ///   - id: The `sid` of its tokens.
    ///   - subject: The `sub` of its tokens.
    ///   - createdAt: When its user logged in, in seconds since 1970-01-01T00:00:00Z.
    ///   - endsAt: When it ends at the latest.
    ///   - isPersistent: Whether it should survive the browser's end.
    ///   - usedAt: When its tokens were last renewed.
    ///   - aliveUntil: When the last of its tokens dies.
    ///   - current: The digest of its present refresh token's identity.
    ///   - scope: What its access tokens allow.
    ///   - claims: Further claims, as JSON.
    ///   - replays: Refresh tokens that were used a moment ago.
    ///   - device: What its user logged in with.
    ///   - network: From where its user logged in.
    ///   - accessUntil: When the last of its access tokens dies.
    ///   - clientID: The client that it is a grant for.
    ///   - loginID: The login in which the user gave the grant.
    public init(
        id: String, subject: String, createdAt: Int64, endsAt: Int64, isPersistent: Bool?, usedAt: Int64,
        aliveUntil: Int64, current: [UInt8], scope: String, claims: [UInt8], replays: [RefreshReplay] = [],
        device: String? = nil, network: String? = nil, accessUntil: Int64? = nil,
        clientID: String? = nil, loginID: String? = nil
    ) {
        self.id = id
        self.subject = subject
        self.createdAt = createdAt
        self.endsAt = endsAt
        self.isPersistent = isPersistent
        self.usedAt = usedAt
        self.aliveUntil = aliveUntil
        self.current = current
        self.scope = scope
        self.claims = claims
        self.replays = replays
        self.device = device
        self.network = network
        self.accessUntil = accessUntil
        self.clientID = clientID
        self.loginID = loginID
    }

    /// The id only, which opens nothing: a record is printed by mistake sooner or later.
    public var description: String { "session \(id)" }

    /// Shows what ``description`` does, so that `dump` prints no claims.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
