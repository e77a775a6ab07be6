#if Server
import Foundation
import MapaeSQL
import MapaeSQLite
import Testing

@testable import MapaeServer

@Suite("mapae migrate", .enabled(if: Program.mapae != nil, Program.missing))
struct MigrateTests {
    private static let count = SQLStore.migrations.count

    @Test("--dry-run makes nothing where there is nothing, and says so")
    func nothing() async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run("migrate", "--dry-run", "--data-dir", folder + "/data", in: folder)
            #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
            #expect(ending.output.contains("There is no database") && ending.output.contains("Nothing was changed"))
            #expect(ending.output.contains("1  pending  users and signing keys\n"))
            #expect(try Files.names(in: folder).isEmpty)
        }
    }

    @Test("tells what is missing, changes nothing by it, then applies it")
    func applies() async throws {
        try await Scratch.folder { folder in
            let data = folder + "/data"
            try FileManager.default.createDirectory(
                atPath: data, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            let database = try SQLiteDatabase.open(at: data + "/mapae.sqlite")
            try await Migrator(Array(SQLStore.migrations.prefix(2))).migrate(database, now: 7)
            try database.close()
            let before = try Data(contentsOf: URL(filePath: data + "/mapae.sqlite"))
            let dry = try await Program.run("migrate", "--dry-run", "--json", "--data-dir", data, in: folder)
            #expect(dry.code == 0, "\(dry)")
            let lines = dry.output.split(separator: "\n")
            #expect(lines.count == Self.count)
            #expect(lines[1] == #"{"number":2,"name":"sessions and revocations","state":"applied","applied_at":7}"#)
            #expect(lines[2].hasSuffix(#""state":"pending","applied_at":null}"#))
            let look = try await Program.run("token", "inspect", "e30.e30.AA", "--data-dir", data, in: folder)
            #expect(look.code == 1 && look.errors.contains("is of an earlier release"), "\(look)")
            #expect(try Data(contentsOf: URL(filePath: data + "/mapae.sqlite")) == before)
            let done = try await Program.run("migrate", "--data-dir", data, in: folder)
            #expect(done.code == 0 && done.output.contains("3  applied now"), "\(done)")
            #expect(done.output.contains("Applied \(Self.count - 2) "), "\(done)")
            let again = try await Program.run("migrate", "--data-dir", data, in: folder)
            #expect(again.code == 0 && again.output.contains("is up to date"), "\(again)")
        }
    }

    @Test("refuses a database of a newer release, dry or not", arguments: [[], ["--dry-run"]])
    func newer(_ flags: [String]) async throws {
        try await Scratch.folder { folder in
            let data = folder + "/data"
            try await ServerData.open(data).close()
            try await Files.sql("INSERT INTO schema_migrations VALUES (999, 'later', 'SELECT 1', 1)", in: data)
            let program = try #require(Program.mapae)
            let ending = try await Program.run(program, ["migrate", "--data-dir", data] + flags, in: folder)
            #expect(
                ending.code == 1 && ending.isOneLineOfAdvice && ending.errors.contains("newer release"), "\(ending)")
        }
    }
}
#endif
