import Foundation
import MapaeStore
import Testing

#if Server
import MapaeSQL
import MapaeSQLite
#endif

/// Where a test's sessions are stored.
enum Backing: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case memory
    #if Server
    case sqlite
    #endif

    var testDescription: String { rawValue }

    /// Opens an empty store for the length of a closure.
    func with<Value>(_ body: (any SessionStore) async throws -> Value) async throws -> Value {
        switch self {
        case .memory: return try await body(MemoryStore())
        #if Server
        case .sqlite:
            return try await SQLiteFolder.with { folder in try await folder.store { try await body($0) } }
        #endif
        }
    }
}

#if Server
/// A folder with a database, which several stores may open.
struct SQLiteFolder: Sendable {
    let path: String

    var file: String { path + "/mapae.db" }

    static func with<Value>(_ body: (SQLiteFolder) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mapae-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(SQLiteFolder(path: folder.path))
    }

    /// Opens the database, as a process of its own would.
    func store<Value>(_ body: (SQLStore) async throws -> Value) async throws -> Value {
        let database = try SQLiteDatabase.open(at: file)
        do {
            let value = try await body(try await SQLStore.open(database, now: 1))
            try database.close()
            return value
        } catch {
            try? database.close()
            throw error
        }
    }

    /// All bytes that the database has in its files.
    func bytes() throws -> Data {
        try FileManager.default.contentsOfDirectory(atPath: path).reduce(into: Data()) {
            $0 += try Data(contentsOf: URL(filePath: path + "/" + $1))
        }
    }
}
#endif
