/// One connection inside one transaction, for the length of a closure of ``SQLDatabase``.
///
/// Statements name their parameters `$1`, `$2`, … as PostgreSQL does. `$1` is the first value wherever it stands in the
/// text and however often.
public protocol SQLConnection {
    /// Runs a statement that returns rows.
    /// - Parameters:
    ///   - statement: One statement.
    ///   - values: The values of `$1`, `$2`, …
    /// - Returns: All rows, in the order of the statement.
    /// - Throws: `StoreError`, or `CancellationError` when the task is cancelled.
    func query(_ statement: SQLStatement, _ values: [SQLValue]) throws -> [SQLRow]

    /// Runs a statement for its effect.
    /// - Parameters:
    ///   - statement: One statement.
    ///   - values: The values of `$1`, `$2`, …
    /// - Returns: How many rows an `INSERT`, `UPDATE` or `DELETE` changed; meaningless after any other statement.
    /// - Throws: `StoreError`, or `CancellationError` when the task is cancelled.
    @discardableResult
    func execute(_ statement: SQLStatement, _ values: [SQLValue]) throws -> Int
}

extension SQLConnection {
    /// Runs a statement that takes no values and returns rows.
    /// - Parameter statement: One statement.
    /// - Returns: All rows, in the order of the statement.
    /// - Throws: `StoreError`, or `CancellationError` when the task is cancelled.
    public func query(_ statement: SQLStatement) throws -> [SQLRow] {
        try query(statement, [])
    }

    /// Runs a statement that takes no values, for its effect.
    /// - Parameter statement: One statement.
    /// - Returns: How many rows an `INSERT`, `UPDATE` or `DELETE` changed; meaningless after any other statement.
    /// - Throws: `StoreError`, or `CancellationError` when the task is cancelled.
    @discardableResult
    public func execute(_ statement: SQLStatement) throws -> Int {
        try execute(statement, [])
    }
}
