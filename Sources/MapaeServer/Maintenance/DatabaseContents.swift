#if Server
import MapaeSQL
import MapaeSQLite
import MapaeStore

/// Whether a file is a database of this program, and what is in it.
enum DatabaseContents {
    /// How many users there are.
    /// - Parameters:
    ///   - path: The file.
    ///   - name: What to call it in an error.
    /// - Throws: ``ServerError`` `backup_file` when it is a database of another program; `StoreError`, such as `newerSchema`.
    static func users(in path: String, named name: String) throws -> Int64 {
        do {
            return try SQLiteCopy.examine(path) { connection in
                let status = try Migrator(SQLStore.migrations).status(connection, .sqlite)
                guard status.first?.appliedAt != nil else {
                    throw ServerError(.backup, "\(name) is a database, but not one of mapae's.")
                }
                return try connection.query("SELECT COUNT(*) FROM users").first?.integer(0) ?? 0
            }
        } catch let error as StoreError where error.code == .corrupt {
            throw ServerError(.backup, "\(name) is no SQLite database, or a damaged one.")
        }
    }
}
#endif
