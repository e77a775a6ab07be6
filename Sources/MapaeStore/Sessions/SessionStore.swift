/// Remembers sessions: the logins of users, and what users have granted to clients (``SessionRecord/clientID``).
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
    /// This is the one way in which sessions change and end one by one.
    /// - Parameters:
    ///   - id: The session's id.
    ///   - body: Decides. It gets the session, or `nil` when there is none. It must be quick and have no effects of its
    ///     own, as the store is locked meanwhile and may call it again.
    /// - Returns: What `body` returned, after it has been done.
    func change<Outcome: Sendable>(
        session id: String, _ body: @Sendable (SessionRecord?) -> SessionChange<Outcome>
    ) async throws -> SessionChange<Outcome>

    /// All sessions of a subject, logins and grants, the oldest first (by ``SessionRecord/createdAt``, then by the bytes of the id).
    /// - Parameter subject: Whose.
    func sessions(of subject: String) async throws -> [SessionRecord]

    /// Begins a session, in one step with making room for it.
    /// - Parameters:
    ///   - session: The session.
    ///   - terms: What has to be true, and how many sessions its subject may have.
    /// - Returns: Whether it has begun.
    func begin(_ session: SessionRecord, _ terms: SessionTerms) async throws -> SessionBeginning

    /// A number that changes whenever all sessions of a subject are ended, and never comes again, but that it is 0 again some day
    /// for who is no user any more (``AccountStore/purgeSessionEpochs(notedBefore:at:limit:)``). Read it before the subject's
    /// credential is looked at, and let the session begin with it: then a login that was under way when the password was
    /// changed does not survive the change.
    /// - Parameter subject: Whose.
    /// - Returns: The number; 0 where nobody ever ended all sessions of the subject.
    func sessionEpoch(of subject: String) async throws -> Int64

    /// Ends all sessions of a subject, logins and grants, in one step, and makes its next epoch.
    /// - Parameters:
    ///   - subject: Whose.
    ///   - sweep: Which go on, and what the end of each leaves behind.
    /// - Returns: What was revoked, one for each session that was ended, the oldest session first.
    func endSessions(of subject: String, _ sweep: SessionSweep) async throws -> [Revocation]

    /// Sessions of all subjects, in an order of the store's own that does not change: for who administers them.
    /// - Parameters:
    ///   - id: Where the last look ended: the id of its last session. `nil` for the first look.
    ///   - limit: The most to return, at least 1.
    func sessions(after id: String?, limit: Int) async throws -> [SessionRecord]

    /// Forgets the replays whose window is over.
    /// - Parameters:
    ///   - moment: The present, in **milliseconds** since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func wipeReplays(endedBy moment: Int64, limit: Int) async throws -> Int

    /// Forgets the sessions that nobody can use any more.
    /// - Parameters:
    ///   - moment: Those go of which the last token died before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func purgeSessions(deadBefore moment: Int64, limit: Int) async throws -> Int
}
