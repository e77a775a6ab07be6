/// Remembers authorization codes. Each method is one atomic step.
public protocol CodeStore: Sendable {
    /// Adds a code; a code of a client that there is not is not kept, as nobody could use it, and nothing is recorded. Its digest is
    /// of 256 random bits: one that is taken is a fault, thrown as ``StoreError`` `failed`.
    /// - Parameters:
    ///   - code: The code.
    ///   - records: What is written into the audit log in the same step.
    func insert(_ code: CodeRecord, recording records: [AuditRecord]) async throws

    /// Reads a code, decides, and writes, all in one step: of many that come with one code at once, one gets what it is worth. Where
    /// any part of it cannot be written, nothing is.
    /// - Parameters:
    ///   - digest: The SHA-256 digest of the code.
    ///   - body: Decides. It gets the code with what is true of it, or `nil` when there is none. It must be quick and have no effects
    ///     of its own, as the store is locked meanwhile and may call it again.
    /// - Returns: What `body` returned, after it has been done.
    func change<Outcome: Sendable>(
        code digest: [UInt8],
        _ body: @Sendable ((code: CodeRecord, context: GrantContext)?) -> GrantChange<CodeFate, Outcome>
    ) async throws -> GrantChange<CodeFate, Outcome>

    /// Forgets codes that need not be remembered.
    /// - Parameters:
    ///   - moment: Those go that were to be kept until before this, in seconds since 1970-01-01T00:00:00Z.
    ///   - limit: The most that go, at least 1.
    /// - Returns: How many went.
    @discardableResult
    func purgeCodes(keptUntilBefore moment: Int64, limit: Int) async throws -> Int
}
