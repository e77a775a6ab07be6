/// A migration, and whether a database has it.
public struct MigrationStatus: Sendable, Hashable {
    /// Its place in the order of all migrations, counted from 1.
    public let number: Int
    /// What it is for, in a few words.
    public let name: String
    /// When it was applied, in seconds since 1970-01-01T00:00:00Z; `nil` while it is missing.
    public let appliedAt: Int64?

    /// Creates a status.
    /// - Parameters:
    ///   - number: Its place in the order of all migrations.
    ///   - name: What it is for.
    ///   - appliedAt: When it was applied.
    public init(number: Int, name: String, appliedAt: Int64?) {
        self.number = number
        self.name = name
        self.appliedAt = appliedAt
    }
}
