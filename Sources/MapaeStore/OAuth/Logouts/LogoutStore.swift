/// Remembers which clients have to be told when a user logs out, and what they have not been told yet (OpenID Connect Back-Channel
/// Logout). Each method is one atomic step.
///
/// A ``ClientLoginRecord`` is added with the grant that it is of (``GrantEffects/clientLogin``). It becomes a logout that waits to be
/// told in the very step in which it is over, whoever ends it:
/// - the login in which the user agreed ends: as it is removed by ``SessionStore/change(session:_:)``, makes room for another, or ends
///   with all sessions of its user;
/// - the grant is ended on behalf of its user (``SessionChange/isLogout``), or the user takes the consent back;
/// - all sessions of the user end (``SessionStore/endSessions(of:_:)``, ``UserChange/sweep``), also where neither the login nor the
///   grant is remembered any more.
///
/// A session that is forgotten as its time is over (``SessionStore/purgeSessions(deadBefore:limit:)``) is no logout, nor is a grant that
/// its client gives back, or that ends as one of its tokens was stolen. With its client it is removed.
public protocol LogoutStore: Sendable {
    /// Claims logouts that are due, at most one of each client, the one first that is due longest. Of many who claim at once, one
    /// has each.
    /// - Parameter claim: Which.
    func claimLogouts(_ claim: LogoutClaim) async throws -> [ClaimedLogout]

    /// Says what has come of a logout.
    /// - Parameters:
    ///   - logout: The logout, as it was claimed.
    ///   - fate: What is to become of it.
    ///   - records: What is written into the audit log in the same step, unless `false` is returned.
    /// - Returns: `false`, and nothing is changed, where it has been claimed by another meanwhile, or is there no more.
    @discardableResult
    func settle(_ logout: ClaimedLogout, _ fate: LogoutFate, recording records: [AuditRecord]) async throws -> Bool

    /// When the next logout is due, or its claim ends, in **milliseconds** since 1970-01-01T00:00:00Z; `nil` where none waits. One that
    /// has just become due says 0.
    func nextLogout() async throws -> Int64?

    /// Drops logouts where too many wait: those first that were tried most often.
    /// - Parameters:
    ///   - perClient: The most that may wait for one client.
    ///   - overall: The most that may wait in all.
    ///   - recording: What is written into the audit log in the same step. It must be quick and have no effects of its own.
    /// - Returns: What was dropped of each client.
    func trimLogouts(
        perClient: Int, overall: Int, recording: @Sendable (LogoutOverflow) -> [AuditRecord]
    ) async throws -> [LogoutOverflow]

    /// Forgets logins at clients that need not be remembered. A logout that waits stays, and so does what is of a login that there still
    /// is: one that was renewed goes on beyond ``ClientLoginRecord/keptUntil``.
    /// - Parameters:
    ///   - moment: Those go that were to be kept until before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func purgeClientLogins(keptUntilBefore moment: Int64, limit: Int) async throws -> Int
}
