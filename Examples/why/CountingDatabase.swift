import MapaeSQL

/// The database with a counter in front of it.
struct CountingDatabase: SQLDatabase {
    private let base: any SQLDatabase
    private let counts: Counts

    init(_ base: any SQLDatabase, _ counts: Counts) {
        self.base = base
        self.counts = counts
    }

    var dialect: SQLDialect { base.dialect }

    func read<Value: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        counts.countRead()
        return try await base.read(body)
    }

    func write<Value: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await base.write(body)
    }
}
