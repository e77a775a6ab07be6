/// Where a database's SQL differs from the subset that SQLite and PostgreSQL share.
public struct SQLDialect: Sendable {
    /// SQLite 3.40 and later.
    public static let sqlite = Self(blobType: "BLOB")

    /// The name of the column type that holds bytes.
    public let blobType: String

    /// Describes a dialect.
    /// - Parameter blobType: The name of the column type that holds bytes.
    public init(blobType: StaticString) {
        self.blobType = blobType.description
    }

    /// The statement as this database spells it: `{blob}` stands for the type of a column of bytes.
    func spelling(_ statement: SQLStatement) -> SQLStatement {
        SQLStatement(trusted: statement.text.replacing("{blob}", with: blobType))
    }
}
