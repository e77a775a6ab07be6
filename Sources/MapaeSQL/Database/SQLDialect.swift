/// Where a database's SQL differs from the subset that SQLite and PostgreSQL share.
public struct SQLDialect: Sendable {
    /// SQLite 3.40 and later.
    public static let sqlite = Self(
        blobType: "BLOB", tableLookup: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = $1")

    /// The name of the column type that holds bytes.
    public let blobType: String

    /// Finds a row when there is a table of the name `$1`.
    public let tableLookup: SQLStatement

    /// Describes a dialect.
    /// - Parameters:
    ///   - blobType: The name of the column type that holds bytes.
    ///   - tableLookup: Finds a row when there is a table of the name `$1`.
    public init(blobType: StaticString, tableLookup: SQLStatement) {
        self.blobType = blobType.description
        self.tableLookup = tableLookup
    }

    /// The statement as this database spells it: `{blob}` stands for the type of a column of bytes.
    func spelling(_ statement: SQLStatement) -> SQLStatement {
        SQLStatement(trusted: statement.text.replacing("{blob}", with: blobType))
    }
}
