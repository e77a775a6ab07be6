/// The login of a user who agrees to something: what tokens say of it, and what has to be true still when they are issued.
public struct UserLogin: Sendable, Hashable {
    /// The user's id.
    public let subject: String
    /// The id of the session that the login is; `nil` where it is none.
    public let sessionID: String?
    /// The user's epoch, read before the user was asked (``/Mapae/Sessions/epoch(of:)``): whoever ends all sessions of the user
    /// meanwhile ends this too.
    public let epoch: Int64
    /// When the user has shown a credential, in seconds since 1970-01-01T00:00:00Z (`auth_time`).
    public let authTime: Int64
    /// How strong that was (`acr`), where the server says.
    public let acr: String?
    /// What the user has shown (`amr`, RFC 8176).
    public let amr: [String]

    /// Creates a login.
    /// - Parameters:
    ///   - subject: The user's id.
    ///   - sessionID: The id of the session that the login is.
    ///   - epoch: The user's epoch, read before the user was asked.
    ///   - authTime: When the user has shown a credential, in seconds since 1970-01-01T00:00:00Z.
    ///   - acr: How strong that was.
    ///   - amr: What the user has shown.
    public init(
        subject: String, sessionID: String?, epoch: Int64, authTime: Int64, acr: String? = nil, amr: [String] = []
    ) {
        self.subject = subject
        self.sessionID = sessionID
        self.epoch = epoch
        self.authTime = authTime
        self.acr = acr
        self.amr = amr
    }
}
