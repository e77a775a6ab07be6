/// Remembers users and their sessions, and changes both in one step.
///
/// Who changes a password, shuts a user out or deletes it, ends the sessions in the same step: there is no moment in which the
/// one is done and the other is not, not even when the process is killed between.
public protocol AccountStore: UserStore, SessionStore, AuditStore {
    /// Reads a user, decides, and writes, all in one step: what `body` has read stays true until it is written.
    ///
    /// This is the one way in which users change and go.
    /// - Parameters:
    ///   - id: The user's id.
    ///   - body: Decides. It gets the user, or `nil` when there is none. It must be quick and have no effects of its own, as
    ///     the store is locked meanwhile and may call it again.
    /// - Returns: What `body` returned, after it has been done, and what was revoked with it.
    func change<Outcome: Sendable>(
        user id: String, _ body: @Sendable (UserRecord?) -> UserChange<Outcome>
    ) async throws -> UserChangeResult<Outcome>
}
