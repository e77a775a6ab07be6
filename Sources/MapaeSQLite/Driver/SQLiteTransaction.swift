#if Server
import GRDB
import MapaeSQL
import MapaeStore

/// GRDB's connection for the length of one closure.
struct SQLiteTransaction: SQLConnection {
    /// Those of the parameters that any statement here has.
    private static let names = (1...16).map { "\($0)" }

    let database: Database
    let path: String

    func query(_ statement: SQLStatement, _ values: [SQLValue]) throws -> [SQLRow] {
        do {
            let prepared = try database.cachedStatement(sql: statement.text)
            return try Row.fetchAll(prepared, arguments: try arguments(values)).map { row in
                SQLRow(try row.databaseValues.map { try SQLValue($0, path: path) })
            }
        } catch {
            throw StoreError.translating(error, path: path)
        }
    }

    func execute(_ statement: SQLStatement, _ values: [SQLValue]) throws -> Int {
        do {
            try database.cachedStatement(sql: statement.text).execute(arguments: try arguments(values))
            return database.changesCount
        } catch {
            throw StoreError.translating(error, path: path)
        }
    }

    /// By name: SQLite takes `$2` for a name and counts parameters by where they first stand, so positional values would
    /// land wrong in a statement that mentions `$2` before `$1`.
    private func arguments(_ values: [SQLValue]) throws(StoreError) -> StatementArguments {
        var named = [String: DatabaseValue](minimumCapacity: values.count)
        for (index, value) in values.enumerated() {
            let name = Self.names.indices.contains(index) ? Self.names[index] : "\(index + 1)"
            named[name] = try value.bound(path: path)
        }
        return StatementArguments(named)
    }
}
#endif
