/// Remembers clients. Each method is one atomic step.
public protocol ClientStore: Sendable {
    /// Adds a client unless its id is taken.
    /// - Parameters:
    ///   - client: The client.
    ///   - records: What is written into the audit log in the same step.
    /// - Returns: `false`, and nothing is changed, when it is taken.
    func insertIfAbsent(_ client: ClientRecord, recording records: [AuditRecord]) async throws -> Bool

    /// Finds a client.
    /// - Parameter id: Its id.
    func client(id: String) async throws -> ClientRecord?

    /// Reads a client, decides, and writes, all in one step: what `body` has read stays true until it is written.
    /// - Parameters:
    ///   - id: The client's id.
    ///   - body: Decides. It gets the client, or `nil` when there is none. It must be quick and have no effects of its own, as
    ///     the store is locked meanwhile and may call it again.
    /// - Returns: What `body` wanted to know, after it has been done, and what was revoked with it.
    func change<Outcome: Sendable>(
        client id: String, _ body: @Sendable (ClientRecord?) -> ClientChange<Outcome>
    ) async throws -> ClientChangeResult<Outcome>

    /// Clients in an order of the store's own that does not change.
    /// - Parameters:
    ///   - id: Where the last look ended: the id of its last client. `nil` for the first look.
    ///   - limit: The most to return, at least 1.
    func clients(after id: String?, limit: Int) async throws -> [ClientRecord]
}
