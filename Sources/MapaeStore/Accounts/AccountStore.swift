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

    /// Forgets the epochs of those who are no users any more, in two steps: it notes whom it finds gone, and forgets those that it
    /// has noted long ago. A login that was under way when its user was deleted is thus refused for as long as any can take.
    ///
    /// Where subjects are no users at all, because a program has users of its own, all of them count as gone.
    /// - Parameters:
    ///   - moment: Those are forgotten that were noted before this, in seconds since 1970-01-01T00:00:00Z, and whose epoch has
    ///     not changed since: a day ago, so that no login has begun before.
    ///   - now: The present, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that are noted, and the most that go, at least 1.
    /// - Returns: How many were noted, and how many went, together: 0 where there is nothing left to do.
    @discardableResult
    func purgeSessionEpochs(notedBefore moment: Int64, at now: Int64, limit: Int) async throws -> Int
}
