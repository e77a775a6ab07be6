#if Server
import Foundation
import MapaeSQL
import MapaeSQLite

/// A folder that is there for the length of a closure.
enum Scratch {
    /// A server's database has a dozen files open, and with some 1,360 in all Foundation's `Process` crashes: it reads past the
    /// end of their list.
    private static let turnstile = Turnstile(24)
    @TaskLocal private static var isInside = false

    static func folder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        // Whoever has a folder may have another one, or all could wait for each other.
        if isInside { return try await made(body) }
        await turnstile.enter()
        do {
            let value = try await $isInside.withValue(true) { try await made(body) }
            await turnstile.leave()
            return value
        } catch {
            await turnstile.leave()
            throw error
        }
    }

    private static func made<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mapae-server-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder.path(percentEncoded: false))
    }
}

/// What tests do to files behind the server's back.
enum Files {
    static func write(_ text: String, to path: String, mode: Int = 0o600) throws {
        try write(Array(text.utf8), to: path, mode: mode)
    }

    static func write(_ bytes: [UInt8], to path: String, mode: Int = 0o600) throws {
        try Data(bytes).write(to: URL(filePath: path))
        try setMode(mode, of: path)
    }

    static func setMode(_ mode: Int, of path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    static func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

    /// The names of what is in a folder, in order.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    /// The names of the files in a folder that hold these bytes somewhere.
    static func names(in folder: String, holding bytes: [UInt8]) throws -> [String] {
        try names(in: folder).filter { name in
            let data = try Data(contentsOf: URL(filePath: folder + "/" + name))
            return data.range(of: Data(bytes)) != nil
        }
    }

    /// Runs statements on the database of a data folder, beside whatever server uses it.
    static func sql(_ statements: SQLStatement..., in folder: String) async throws {
        let database = try SQLiteDatabase.open(at: folder + "/mapae.sqlite")
        defer { try? database.close() }
        try await database.write { connection in
            for statement in statements { try connection.execute(statement) }
        }
    }
}
#endif
