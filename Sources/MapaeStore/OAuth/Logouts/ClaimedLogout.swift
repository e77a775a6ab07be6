/// A logout that a client is to be told of, claimed by who tells it. It holds no token: that is signed when it is sent.
public struct ClaimedLogout: Sendable, Hashable, CustomStringConvertible {
    /// The `sid` that the client knows the login by.
    public let sessionID: String
    /// The client.
    public let clientID: String
    /// Who has logged out.
    public let subject: String
    /// The number of this attempt, from 1.
    public let attempt: Int
    /// When it was claimed first, in **milliseconds** since 1970-01-01T00:00:00Z.
    public let since: Int64

    /// Creates one.
    /// - Parameters:
    ///   - sessionID: The `sid` that the client knows the login by.
    ///   - clientID: The client.
    ///   - subject: Who has logged out.
    ///   - attempt: The number of this attempt, from 1.
    ///   - since: When it was claimed first, in milliseconds since 1970-01-01T00:00:00Z.
    public init(sessionID: String, clientID: String, subject: String, attempt: Int, since: Int64) {
        self.sessionID = sessionID
        self.clientID = clientID
        self.subject = subject
        self.attempt = attempt
        self.since = since
    }

    /// Whose it is, and where.
    public var description: String { "logout of user \(subject) at client \(clientID)" }
}
