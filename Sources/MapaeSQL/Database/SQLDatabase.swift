/// A database that ``SQLStore`` can live in: the whole of what a driver has to offer.
///
/// Both methods rethrow what their closure throws. Failures of the database itself come as `StoreError`, and a task that
/// is cancelled while it waits gets `CancellationError`; in each case nothing of a write is kept.
public protocol SQLDatabase: Sendable {
    /// Where this database's SQL differs from the common subset.
    var dialect: SQLDialect { get }

    /// Reads one consistent state of the database.
    /// - Parameter body: Called with a connection that is valid only until it returns, and that refuses to write.
    /// - Returns: What `body` returned.
    func read<Value: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Runs one transaction that is committed when `body` returns and rolled back when it throws.
    ///
    /// Writes, of this process and of every other, have the effect of running one after another: what `body` reads
    /// stays true until it is committed. SQLite gets there with `BEGIN IMMEDIATE`, which takes the only write lock before
    /// the first read.
    /// - Parameter body: Called with a connection that is valid only until it returns. It may be called again, when what it did
    ///   was undone; so it has no effects but those on the database.
    /// - Returns: What `body` returned the last time, after the transaction is durable.
    func write<Value: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Value) async throws -> Value
}
