/// That a user is logged in at a client which wants to be told when that is over (OpenID Connect Back-Channel Logout §2.1), as it is
/// stored.
///
/// It outlives the grant, whose last token may die long before the client's own session does.
public struct ClientLoginRecord: Sendable, Hashable, CustomStringConvertible {
    /// The `sid` that the client knows it by: the id of the grant.
    public let sessionID: String
    /// The client.
    public let clientID: String
    /// Who is logged in.
    public let subject: String
    /// The login in which the user agreed: the id of its session.
    public let loginID: String
    /// When it began, in seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64
    /// Until when it is remembered where no logout comes before, in seconds since 1970-01-01T00:00:00Z; longer while there is the login.
    public let keptUntil: Int64

    /// The most that are remembered of one login at one client. A browser that is sent for a new ID token again and again has many
    /// of them, and the client believes the newest.
    public static let maximumOfLogin = 16

    /// Creates a record.
    /// - Parameters:
    ///   - sessionID: The `sid` that the client knows it by.
    ///   - clientID: The client.
    ///   - subject: Who is logged in.
    ///   - loginID: The login in which the user agreed.
    ///   - createdAt: When it began, in seconds since 1970-01-01T00:00:00Z.
    ///   - keptUntil: Until when it is remembered, in seconds since 1970-01-01T00:00:00Z.
    public init(
        sessionID: String, clientID: String, subject: String, loginID: String, createdAt: Int64, keptUntil: Int64
    ) {
        self.sessionID = sessionID
        self.clientID = clientID
        self.subject = subject
        self.loginID = loginID
        self.createdAt = createdAt
        self.keptUntil = keptUntil
    }

    /// Whose it is, and where.
    public var description: String { "login of user \(subject) at client \(clientID)" }
}
