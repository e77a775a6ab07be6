/// What is true of a grant at the moment in which it is decided about.
public struct GrantContext: Sendable {
    /// The present epoch of the grant's subject (``SessionStore/sessionEpoch(of:)``): another than the one that was noted when the
    /// user agreed means that all sessions of the user were ended since. 0 where no user has decided yet.
    public let epoch: Int64
    /// The login in which the user agreed; `nil` where it has ended, or none was noted, or it is no login of that user's.
    public let login: SessionRecord?
    /// The grant that has come of it: the session of that id, if it is a grant to the client; `nil` where there is none, or none any
    /// more.
    public let grant: SessionRecord?
    /// Whether there still is the client.
    public let hasClient: Bool

    /// Creates a context.
    /// - Parameters:
    ///   - epoch: The present epoch of the subject.
    ///   - login: The login in which the user agreed.
    ///   - grant: The grant that has come of it.
    ///   - hasClient: Whether there still is the client.
    public init(epoch: Int64, login: SessionRecord?, grant: SessionRecord?, hasClient: Bool) {
        self.epoch = epoch
        self.login = login
        self.grant = grant
        self.hasClient = hasClient
    }
}
