public import MapaeStore

/// What a change of a user has led to.
public struct AccountChange: Sendable {
    /// The user as it is stored now; of one who was deleted, as it was.
    public let user: UserRecord
    /// What was revoked, one for each session that was ended: hand it to `Sessions.learn(_:of:)`, so that this process refuses
    /// their tokens at once.
    public let ended: [Revocation]
}
