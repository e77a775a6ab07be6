/// Remembers authorization requests that clients have pushed. Each method is one atomic step.
public protocol PushedRequestStore: Sendable {
    /// Adds a request; one of a client that there is not is not kept, as nobody could use it. Its digest is of 256 random bits: one
    /// that is taken is a fault, thrown as ``StoreError`` `failed`.
    func insert(_ request: PushedRequestRecord) async throws

    /// Takes a request out: it can be had once (RFC 9126 §7.3). Of many that ask at once, one gets it.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of its `request_uri`.
    ///   - clientID: The client that asks for it. Another client's request stays where it is.
    /// - Returns: The request, also one that has died; `nil` when there is none of this client's.
    func consume(pushedRequest digest: [UInt8], of clientID: String) async throws -> PushedRequestRecord?

    /// Forgets requests that have died.
    /// - Parameters:
    ///   - moment: Those go that died before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func purgePushedRequests(endedBefore moment: Int64, limit: Int) async throws -> Int
}
