public import MapaeStore

/// A row of a query's result.
///
/// Columns are counted from 0, in the order of the statement. The accessors throw instead of trapping, because a file can
/// have been edited by anything: SQLite keeps a text in a number's column if it is told to.
public struct SQLRow: Sendable {
    private let values: [SQLValue]

    /// Creates a row.
    /// - Parameter values: One value for each column.
    public init(_ values: [SQLValue]) {
        self.values = values
    }

    /// The whole number in a column.
    /// - Parameter column: The column, counted from 0.
    /// - Returns: The number.
    /// - Throws: `StoreError` with the code `corrupt` when the column holds something else.
    public func integer(_ column: Int) throws(StoreError) -> Int64 {
        guard case .integer(let value)? = value(column) else { throw mismatch(column, expected: "integer") }
        return value
    }

    /// The text in a column.
    /// - Parameter column: The column, counted from 0.
    /// - Returns: The text.
    /// - Throws: `StoreError` with the code `corrupt` when the column holds something else.
    public func text(_ column: Int) throws(StoreError) -> String {
        guard case .text(let value)? = value(column) else { throw mismatch(column, expected: "text") }
        return value
    }

    /// The bytes in a column.
    /// - Parameter column: The column, counted from 0.
    /// - Returns: The bytes.
    /// - Throws: `StoreError` with the code `corrupt` when the column holds something else.
    public func blob(_ column: Int) throws(StoreError) -> [UInt8] {
        guard case .blob(let value)? = value(column) else { throw mismatch(column, expected: "blob") }
        return value
    }

    /// The whole number in a column that may have none.
    /// - Parameter column: The column, counted from 0.
    /// - Returns: The number, or `nil`.
    /// - Throws: `StoreError` with the code `corrupt` when the column holds something else.
    public func optionalInteger(_ column: Int) throws(StoreError) -> Int64? {
        isNull(column) ? nil : try integer(column)
    }

    /// The text in a column that may have none.
    /// - Parameter column: The column, counted from 0.
    /// - Returns: The text, or `nil`.
    /// - Throws: `StoreError` with the code `corrupt` when the column holds something else.
    public func optionalText(_ column: Int) throws(StoreError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    /// Whether a column has no value.
    /// - Parameter column: The column, counted from 0.
    public func isNull(_ column: Int) -> Bool {
        if case .null? = value(column) { true } else { false }
    }

    private func value(_ column: Int) -> SQLValue? {
        values.indices.contains(column) ? values[column] : nil
    }

    private func mismatch(_ column: Int, expected: String) -> StoreError {
        let found = value(column).map(\.description) ?? "nothing"
        return StoreError(.corrupt, "column \(column) of a row holds \(found) where \(expected) belongs")
    }
}
