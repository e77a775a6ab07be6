/// Remembers sessions.
///
/// Each method is one atomic step. Ids and subjects are compared as UTF-8 bytes. All methods throw ``StoreError``, or
/// `CancellationError` when their task is cancelled; then nothing was changed. What has returned is durable, as far as the
/// store is at all: a refresh token that was used stays used after a power cut.
public protocol SessionStore: RevocationStore {
    /// Finds a session.
    /// - Parameter id: Its id.
    /// - Returns: The session with its replays, or `nil` when there is none, which is what an ended one is.
    func session(id: String) async throws -> SessionRecord?

    /// Reads a session, decides, and writes, all in one step: what `body` has read stays true until it is written.
    ///
    /// This is the one way in which sessions begin, change and end one by one.
    /// - Parameters:
    ///   - id: The session's id.
    ///   - body: Decides. It gets the session, or `nil` when there is none. It must be quick and have no effects of its
    ///     own, as the store is locked meanwhile and may call it again.
    /// - Returns: What `body` returned, after it has been done.
    func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome>

    /// All sessions of a subject, the oldest first (by ``SessionRecord/createdAt``, then by the bytes of the id).
    /// - Parameter subject: Whose.
    func sessions(of subject: String) async throws -> [SessionRecord]

    /// Ends all sessions of a subject in one step.
    /// - Parameters:
    ///   - subject: Whose.
    ///   - kept: The id of one session that goes on, if any.
    ///   - revocation: What to revoke for a session. It must be quick and have no effects of its own.
    /// - Returns: What was revoked, one for each session that was ended, the oldest session first.
    func endSessions(
        of subject: String, except kept: String?, revoking revocation: @Sendable (SessionRecord) -> Revocation
    ) async throws -> [Revocation]

    /// Forgets the replays whose window is over.
    /// - Parameter moment: The present, in **milliseconds** since 1970-01-01T00:00:00Z.
    func wipeReplays(endedBy moment: Int64) async throws

    /// Forgets the sessions that nobody can use any more.
    /// - Parameter moment: Those go of which the last token died before this, in seconds since 1970-01-01T00:00:00Z.
    /// - Returns: How many went.
    @discardableResult
    func purgeSessions(deadBefore moment: Int64) async throws -> Int
}
