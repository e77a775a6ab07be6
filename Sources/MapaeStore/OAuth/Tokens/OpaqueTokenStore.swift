/// Remembers opaque access tokens. Each method is one atomic step.
public protocol OpaqueTokenStore: Sendable {
    /// Adds tokens that belong to no grant, or to one that there is; others, and those of a client that there is not, are not kept,
    /// as nobody could use them. Their digests are of 256 random bits: one that is taken is a fault, thrown as ``StoreError``
    /// `failed`, and none of them is added.
    func insert(_ tokens: [OpaqueTokenRecord]) async throws

    /// Finds a token that can still be good: there is its client, and its grant if it has one, which is that client's, and the login
    /// that the grant ends with (``SessionRecord/loginID``). Whoever asks looks at its end.
    /// - Parameter digest: The SHA-256 digest of the token.
    func opaqueToken(digest: [UInt8]) async throws -> OpaqueTokenRecord?

    /// Removes a token.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of the token.
    ///   - records: What is written into the audit log in the same step, where there was the token.
    /// - Returns: Whether there was one.
    @discardableResult
    func remove(opaqueToken digest: [UInt8], recording records: [AuditRecord]) async throws -> Bool

    /// Forgets tokens that have died.
    /// - Parameters:
    ///   - moment: Those go that died before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func purgeOpaqueTokens(endedBefore moment: Int64, limit: Int) async throws -> Int
}
