#if Server
import Foundation
import MapaeJOSE
import MapaeStore
import Synchronization
import Testing

@testable import MapaeServer

@Suite("mapae users import, rehearsed and done", .enabled(if: Program.mapae != nil, Program.missing))
struct UsersImportRunTests {
    private static func line(_ username: String, _ more: String = "") -> String {
        UsersImportTests.line(username).dropLast() + more + "}\n"
    }

    @Test("brings addresses, roles and who is shut out, and records it")
    func members() async throws {
        try await Scratch.folder { folder in
            let text =
                Self.line("ada", ", \"email\": \"ADA@Example.com\", \"roles\": [\"admin\", \"groom\"]")
                + Self.line("bob", ", \"disabled\": true, \"email\": null, \"roles\": []")
                + Self.line("eve", ", \"disabled\": false")
            try Files.write(text, to: folder + "/users.ndjson")
            let data = folder + "/data"
            let ending = try await Program.run(
                "users", "import", "users.ndjson", "--data-dir", data, "--json", in: folder)
            #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
            let report = try #require(JSONValue(parsing: Array(ending.output.utf8)).object)
            #expect(report["added"]?.integer == 3 && report["dry_run"]?.bool == false, "\(ending.output)")
            try await Fixture.routes(folder: data, hasUser: false) { fixture, client in
                let ada = try #require(try await fixture.user("ada"))
                #expect(ada.email == "ada@example.com" && ada.roles == ["admin", "groom"] && ada.disabledAt == nil)
                let bob = try #require(try await fixture.user("bob"))
                #expect(bob.email == nil && bob.roles.isEmpty && bob.disabledAt != nil)
                #expect(try await fixture.user("eve")?.disabledAt == nil)
                try await client.login("bob", UsersImportTests.password).expectRefusal(401, "invalid_credentials")
                #expect(try await client.login("eve", UsersImportTests.password).status == 200)
                let records = try await fixture.server.store.audit(
                    AuditFilter(kind: "users_imported"), before: nil, limit: 9)
                #expect(records.map(\.record.actor) == ["operator"])
                #expect(records.map { String(decoding: $0.record.details, as: UTF8.self) } == ["{\"users\":3}"])
            }
        }
    }

    @Test("--dry-run tells what would be done, and changes nothing")
    func rehearsal() async throws {
        try await Scratch.folder { folder in
            let data = folder + "/data"
            try await Fixture.with(folder: data) { _ in }
            let text = Self.line("joan") + Self.line("ADA") + Self.line("a b") + Self.line("mary")
            try Files.write(text, to: folder + "/users")
            let before = try Self.contents(data)
            let ending = try await Program.run(
                "users", "import", "users", "--data-dir", data, "--dry-run", in: folder)
            #expect(ending.code == 1 && ending.isOneLineOfAdvice, "\(ending)")
            #expect(
                ending.output == """
                    2 users would be added to \(data); 1 line has the name of a user that there is already; 1 line is wrong. \
                    Nothing was changed.
                      line 2 has the name of a user that there is already
                      line 3 has no 'username' that a user can have

                    """)
            #expect(ending.errors == "error: No user of users would be imported: 2 lines hinder it.\n")
            let json = try await Program.run(
                "users", "import", "users", "--data-dir", data, "--dry-run", "--skip-existing", "--json", in: folder)
            #expect(json.code == 1)
            let report = try #require(JSONValue(parsing: Array(json.output.utf8)).object)
            let counts = ["lines", "added", "existing", "wrong"].map { report[$0]?.integer }
            #expect(counts == [4, 2, 1, 1], "\(json.output)")
            let problems = report["problems"]?.array?.compactMap(\.object) ?? []
            #expect(problems.map { $0["line"]?.integer } == [3])
            #expect(problems.map { $0["reason"]?.string } == ["invalid_username"])
            try Files.write(Self.line("joan") + Self.line("ADA"), to: folder + "/users")
            let good = try await Program.run(
                "users", "import", "users", "--data-dir", data, "--dry-run", "--skip-existing", in: folder)
            #expect(good.code == 0 && good.errors.isEmpty && good.output.contains("1 user would be added"), "\(good)")
            #expect(try Self.contents(data) == before)
        }
    }

    /// The names and the bytes of all files in a folder, but for what SQLite itself keeps beside a database that is looked at.
    private static func contents(_ folder: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try Files.names(in: folder) where !name.hasSuffix("-wal") && !name.hasSuffix("-shm") {
            contents[name] = try Data(contentsOf: URL(filePath: folder + "/" + name))
        }
        return contents
    }

    @Test("--skip-existing adds the others and leaves who is there as it is")
    func skipping() async throws {
        try await Fixture.with { fixture in
            let before = try await fixture.user("ada")
            let text = Self.line("joan") + Self.line("ADA", ", \"roles\": [\"admin\"]") + Self.line("mary")
            for (added, existing) in [(2, "1 line has the name"), (0, "3 lines have names")] {
                let ending = try await Program.run(
                    "users", "import", "-", "--data-dir", fixture.folder, "--skip-existing", in: fixture.folder,
                    input: Array(text.utf8))
                #expect(ending.code == 0, "\(ending)")
                #expect(ending.output.contains("Imported \(added) users into") && ending.output.contains(existing))
            }
            #expect(try await fixture.user("ada") == before)
            #expect(try await fixture.user("joan") != nil)
        }
    }

    @Test("draws a line at a terminal, which is gone at the end, and nothing of it anywhere else")
    func progress() async throws {
        try await Scratch.folder { folder in
            let text = (0..<3000).map { Self.line("user\($0)") }.joined()
            try Files.write(text, to: folder + "/users")
            let piped = try await Program.run(
                "users", "import", "users", "--data-dir", folder + "/piped", in: folder, environment: ["TERM": "xterm"])
            #expect(piped.code == 0 && piped.errors.isEmpty, "\(piped)")
            #expect(piped.output == "Imported 3000 users into \(folder)/piped.\n")

            let shown = try await Self.atTerminal(folder, "--data-dir", folder + "/shown")
            for part in ["\rchecking  [", "\radding  [", " lines"] { #expect(shown.contains(part), "\(shown)") }
            #expect(shown.hasSuffix("\r\u{1B}[K"), "\(shown)")
            let json = try await Self.atTerminal(folder, "--data-dir", folder + "/json", "--json")
            #expect(json.isEmpty)
            let dumb = try await Self.atTerminal(folder, "--data-dir", folder + "/dumb", terminal: "dumb")
            #expect(dumb.isEmpty)
        }
    }

    /// What an import writes to standard error, where that is a terminal.
    private static func atTerminal(
        _ folder: String, _ arguments: String..., terminal: String = "xterm"
    ) async throws -> String {
        let screen = try Pseudoterminal()
        defer { screen.close() }
        let process = try Program.process(
            try #require(Program.mapae), ["users", "import", "users"] + arguments, folder, ["TERM": terminal])
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = screen.line
        try await Program.ended(process)
        #expect(process.terminationStatus == 0)
        // What comes last: the terminal is read by another thread.
        screen.line.write(Data("THE END".utf8))
        await screen.shows("THE END")
        return screen.text.replacing("THE END", with: "")
    }

    @Test("tells how far it came when it is cut off, and goes on from there")
    func cutOff() async throws {
        try await Fixture.with { fixture in
            let path = fixture.folder + "/users"
            @Sendable func text(_ last: String) -> String {
                (0..<1000).map { Self.line("user\($0)") }.joined() + Self.line("new") + Self.line(last)
            }
            try Files.write(text("joan"), to: path)
            // Between the look at all lines and the first user that is added, the file becomes another one.
            func importing(_ last: String) async throws -> ImportReport {
                let isChanged = Mutex(false)
                return try await ImportUsers(
                    UserFile(path: path), settings: Fixture.settings(fixture.folder),
                    progress: { progress in
                        guard case .checking = progress.step, progress.lines == 1002,
                            !isChanged.withLock({ flag in
                                defer { flag = true }
                                return flag
                            })
                        else { return }
                        try? Data(text(last).utf8).write(to: URL(filePath: path))
                    }
                ).run()
            }
            let taken = await #expect(throws: ServerError(.userFile, "")) { try await importing("ada") }
            let advice = taken?.message ?? ""
            #expect(advice.contains("1000 users were added, then the import was cut off: line 1002 has"), "\(advice)")
            #expect(try await fixture.user("user999") != nil)
            // A batch is whole or not at all.
            #expect(try await fixture.user("new") == nil)
            try Files.write(text("mary"), to: path)
            let rest = try await ImportUsers(
                UserFile(path: path), settings: Fixture.settings(fixture.folder), skippingExisting: true
            ).run()
            #expect(rest.added == 2 && rest.existing == 1000 && rest.refusal == nil)
            #expect(try await fixture.user("mary") != nil)
        }
    }
}
#endif
