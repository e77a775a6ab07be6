/// One step from an older schema to a newer one. A released migration never changes: a later one corrects it.
public struct Migration: Sendable {
    /// Its place in the order of all migrations, counted from 1 without gaps.
    public let number: Int
    /// What it is for, in a few words. Only people read it.
    public let name: String
    /// What it does. `{blob}` stands for the type of a column of bytes, which has no common name.
    public let statements: [SQLStatement]

    /// Creates a migration.
    /// - Parameters:
    ///   - number: Its place in the order of all migrations, counted from 1 without gaps.
    ///   - name: What it is for, in a few words.
    ///   - statements: What it does, in the subset of SQL that all databases share.
    public init(number: Int, name: String, statements: [SQLStatement]) {
        self.number = number
        self.name = name
        self.statements = statements
    }

    /// All statements as one text: what the bookkeeping keeps, the same whatever the database.
    var text: String {
        statements.map(\.text).joined(separator: ";\n")
    }
}
