/// Remembers what users have allowed clients. Each method is one atomic step.
///
/// A user who is removed leaves none behind.
public protocol ConsentStore: Sendable {
    /// Finds what a user has allowed a client.
    /// - Parameters:
    ///   - subject: The user.
    ///   - clientID: The client.
    func consent(of subject: String, for clientID: String) async throws -> ConsentRecord?

    /// All that a user has allowed, by the bytes of the clients' ids.
    /// - Parameter subject: The user.
    func consents(of subject: String) async throws -> [ConsentRecord]

    /// Reads what a user has allowed a client, decides, and writes it, all in one step: of two agreements at once none is lost.
    /// - Parameters:
    ///   - subject: The user.
    ///   - clientID: The client.
    ///   - records: What is written into the audit log in the same step.
    ///   - body: Returns what the user has allowed from now on; whose it is, for whom, and when it was allowed first stay. It gets
    ///     what there was, or `nil`. It must be quick and have no effects of its own, as the store is locked meanwhile and may call
    ///     it again.
    /// - Returns: What is allowed from now on; `nil`, and nothing is changed, where there is no such client any more.
    @discardableResult
    func change(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        _ body: @Sendable (ConsentRecord?) -> ConsentRecord
    ) async throws -> ConsentRecord?

    /// Takes back what a user has allowed a client: the consent goes, and with it the client's grants of this user, their opaque
    /// tokens, and codes and device codes that have not become grants.
    /// - Parameters:
    ///   - subject: The user.
    ///   - clientID: The client.
    ///   - records: What is written into the audit log in the same step, after what the grants leave behind; not where `nil` is
    ///     returned.
    ///   - ending: What the end of each grant leaves behind. It must be quick and have no effects of its own.
    /// - Returns: What was revoked, one for each grant that was ended, the oldest first; `nil` where there was neither a consent, nor a
    ///   grant, nor a login at the client that now becomes a logout (``LogoutStore``).
    func withdraw(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        ending: @Sendable (SessionRecord) -> SessionEnding
    ) async throws -> [Revocation]?
}
