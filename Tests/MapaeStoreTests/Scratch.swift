#if Server
import Foundation
import MapaeSQL
import MapaeSQLite
import MapaeStore

/// A folder that is there for the length of a closure, and databases in it that are closed before it goes.
struct Scratch {
    let folder: String

    var file: String { folder + "/mapae.db" }

    static func with(_ body: (Scratch) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mapae-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(Scratch(folder: folder.path))
    }

    /// Opens the file's database, without a schema.
    func database(_ body: (SQLiteDatabase) async throws -> Void) async throws {
        let database = try SQLiteDatabase.open(at: file)
        do {
            try await body(database)
        } catch {
            try? database.close()
            throw error
        }
        try database.close()
    }

    /// Opens the store in the file.
    func store(_ body: (SQLStore) async throws -> Void) async throws {
        try await database { try await body(try await SQLStore.open($0, now: 1_700_000_000)) }
    }

    func write(_ bytes: [UInt8], mode: Int = 0o600) throws {
        try Data(bytes).write(to: URL(filePath: file))
        try setMode(mode, of: file)
    }

    func setMode(_ mode: Int, of file: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    func mode(of file: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    }
}

extension UserRecord {
    static let ada = UserRecord(id: "1", username: "ada", passwordHash: "$hash", createdAt: 1)
}

extension KeyRecord {
    static func sample(id: String, createdAt: Int64 = 1) -> KeyRecord {
        KeyRecord(id: id, algorithm: "HS256", sealedMaterial: [1, 2, 3], createdAt: createdAt)
    }
}
#endif
