/// Remembers the requests of devices. Each method is one atomic step.
public protocol DeviceCodeStore: Sendable {
    /// Adds a request unless one of its codes is taken: user codes are short.
    /// - Parameters:
    ///   - request: The request.
    ///   - records: What is written into the audit log in the same step.
    /// - Returns: `false`, and nothing is changed, when either is taken, also by a request that has died and is still remembered, and
    ///   when there is no such client.
    func insertIfAbsent(_ request: DeviceCodeRecord, recording records: [AuditRecord]) async throws -> Bool

    /// Finds a request.
    /// - Parameter digest: The SHA-256 digest of its user code.
    func deviceCode(userCodeDigest digest: [UInt8]) async throws -> DeviceCodeRecord?

    /// Reads a request, decides, and writes, all in one step. Where any part of it cannot be written, nothing is.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of its device code.
    ///   - body: Decides. It gets the request with what is true of it, or `nil` when there is none. It must be quick and have no
    ///     effects of its own, as the store is locked meanwhile and may call it again.
    /// - Returns: What `body` returned, after it has been done.
    func change<Outcome: Sendable>(
        deviceCode digest: [UInt8],
        _ body: @Sendable ((request: DeviceCodeRecord, context: GrantContext)?) -> GrantChange<DeviceCodeFate, Outcome>
    ) async throws -> GrantChange<DeviceCodeFate, Outcome>

    /// Forgets requests that have died.
    /// - Parameters:
    ///   - moment: Those go that died before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func purgeDeviceCodes(endedBefore moment: Int64, limit: Int) async throws -> Int
}
