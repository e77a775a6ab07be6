/// What a user has allowed a client once, so that it need not be asked again.
public struct ConsentRecord: Sendable, Hashable, CustomStringConvertible {
    /// The user.
    public let subject: String
    /// The client.
    public let clientID: String
    /// When the user allowed anything first, in seconds since 1970-01-01T00:00:00Z.
    public let createdAt: Int64
    /// When the user allowed something last, in seconds since 1970-01-01T00:00:00Z.
    public var changedAt: Int64
    /// The scopes, as a `scope` parameter says them: texts with one space between.
    public var scope: String
    /// The resources (RFC 8707), as absolute URIs with one space between.
    public var resources: String

    /// Creates a record.
    /// - Parameters:
    ///   - subject: The user.
    ///   - clientID: The client.
    ///   - createdAt: When the user allowed anything first, in seconds since 1970-01-01T00:00:00Z.
    ///   - changedAt: When the user allowed something last.
    ///   - scope: The scopes, with one space between.
    ///   - resources: The resources, with one space between.
    public init(
        subject: String, clientID: String, createdAt: Int64, changedAt: Int64, scope: String, resources: String = ""
    ) {
        self.subject = subject
        self.clientID = clientID
        self.createdAt = createdAt
        self.changedAt = changedAt
        self.scope = scope
        self.resources = resources
    }

    /// Whose it is.
    public var description: String { "consent of user \(subject) for client \(clientID)" }
}
