#if Server
import MapaeSQL
import MapaeSQLite
import Synchronization

/// A database whose program dies after so many statements.
final class CutDatabase: SQLDatabase {
    private let database: SQLiteDatabase
    private let error: any Error
    private let left: Mutex<Int>

    init(_ database: SQLiteDatabase, after statements: Int, _ error: any Error) {
        self.database = database
        self.error = error
        left = Mutex(statements)
    }

    var dialect: SQLDialect { database.dialect }

    func read<Value: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    func write<Value: Sendable>(_ body: @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
        try await database.write { try body(Connection(connection: $0, database: self)) }
    }

    private struct Connection: SQLConnection {
        let connection: any SQLConnection
        let database: CutDatabase

        func query(_ statement: SQLStatement, _ values: [SQLValue]) throws -> [SQLRow] {
            try connection.query(statement, values)
        }

        func execute(_ statement: SQLStatement, _ values: [SQLValue]) throws -> Int {
            let goesOn = database.left.withLock { left in
                left -= 1
                return left >= 0
            }
            guard goesOn else { throw database.error }
            return try connection.execute(statement, values)
        }
    }
}
#endif
