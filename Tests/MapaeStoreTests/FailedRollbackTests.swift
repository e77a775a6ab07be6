#if Server
import GRDB
import GRDBSQLite
import MapaeSQL
import MapaeStore
import Synchronization
import Testing

@testable import MapaeSQLite

@Suite("A transaction that cannot be undone")
struct FailedRollbackTests {
    private struct Regret: Error {}

    @Test("is believed by nobody: every write fails until it is undone, and then all is as it was before it")
    func failedRollback() async throws {
        try await Scratch.with { scratch in
            try await scratch.database { database in
                _ = try await database.write { try $0.execute("CREATE TABLE t (n BIGINT NOT NULL PRIMARY KEY)") }
                try await insert(1, database)
                let holder = Holder()
                await #expect(throws: Regret.self) {
                    try await database.write { connection in
                        _ = try connection.execute("INSERT INTO t (n) VALUES (2)")
                        try holder.obstruct(connection)
                        throw Regret()
                    }
                }
                for number in 3...5 {
                    await #expect(throws: StoreError(.failed)) { try await insert(number, database) }
                }
                // Those that come together fail together, each with its own error.
                await withTaskGroup(of: Bool.self) { group in
                    for number in 6..<20 {
                        group.addTask { (try? await insert(number, database)) == nil }
                    }
                    for await failed in group { #expect(failed) }
                }
                #expect(try await numbers(database) == [1])
                try holder.release()
                try await insert(20, database)
                #expect(try await numbers(database) == [1, 20])
            }
            // And so it is on the disk.
            try await scratch.database { database in
                let found = try await numbers(database)
                #expect(found == [1, 20])
            }
        }
    }

    private func insert(_ number: Int, _ database: SQLiteDatabase) async throws {
        try await database.write { connection in
            _ = try connection.execute("INSERT INTO t (n) VALUES ($1)", [.integer(Int64(number))])
        }
    }

    private func numbers(_ database: SQLiteDatabase) async throws -> [Int] {
        try await database.read { try $0.query("SELECT n FROM t ORDER BY n").map { Int(try $0.integer(0)) } }
    }

    /// Has SQLite refuse to run anything on a connection: a statement that is not at its end, and an interruption, which lasts
    /// until it is.
    private final class Holder: Sendable {
        @safe
        private struct Statement: @unchecked Sendable { let handle: OpaquePointer }
        private let held = Mutex<Statement?>(nil)

        func obstruct(_ connection: any SQLConnection) throws {
            let database = try #require(connection as? SQLiteTransaction).database
            let handle = unsafe database.sqliteConnection
            var prepared: OpaquePointer?
            let code = unsafe sqlite3_prepare_v2(handle, "SELECT 1 UNION ALL SELECT 2", -1, &prepared, nil)
            #expect(code == SQLITE_OK)
            let statement = unsafe Statement(handle: try #require(prepared))
            let step = unsafe sqlite3_step(statement.handle)
            #expect(step == SQLITE_ROW)
            held.withLock { $0 = statement }
            unsafe sqlite3_interrupt(handle)
        }

        /// Call it while nobody uses the connection.
        func release() throws {
            let statement = try #require(held.withLock { $0 })
            let code = unsafe sqlite3_finalize(statement.handle)
            #expect(code == SQLITE_OK)
        }
    }
}
#endif
