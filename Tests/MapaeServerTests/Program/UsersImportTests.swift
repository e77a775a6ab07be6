#if Server
import Foundation
import MapaeSQL
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("mapae users import", .enabled(if: Program.mapae != nil, Program.missing))
struct UsersImportTests {
    /// What Werkzeug 3.1.9 made of ``password``, with less work than it does by itself.
    static let scrypt =
        "scrypt:128:8:1$9bqDsoi83fxXKSwE$fd80bb6774aac4b2a512a107e8e5bc27bfd42daab139d0ce6306cfcebf6a0456"
        + "af1351bb99ed188b48d381b8343b72ff2222f3d917480914feb4182a26f83914"
    static let password = "correct horse battery staple"

    static func line(_ username: String, _ hash: String = scrypt) -> String {
        "{\"username\": \"\(username)\", \"password_hash\": \"\(hash)\"}"
    }

    @Test("brings in users who log in with their passwords and then have Argon2id hashes")
    func login() async throws {
        try await Scratch.folder { folder in
            let data = folder + "/data"
            let text = Self.line("Ada") + "\n" + Self.line("grace@example.com") + "\r\n  " + Self.line("joan") + " "
            try Files.write(text, to: folder + "/users.ndjson")
            let ending = try await Program.run(
                "users", "import", "--data-dir", data, folder + "/users.ndjson", in: folder)
            #expect(ending.code == 0 && ending.errors.isEmpty, "\(ending)")
            #expect(ending.output == "Imported 3 users into \(data).\n")
            try await Fixture.routes(folder: data, hasUser: false) { fixture, client in
                for name in ["ada", "grace@example.com", "joan"] {
                    try await client.login(name, "wrong password").expectRefusal(401, "invalid_credentials")
                    #expect(try await fixture.hash(of: name) == Self.scrypt)
                    #expect(try await client.login(name, Self.password).status == 200)
                    #expect(try await fixture.hash(of: name).hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
                    #expect(try await client.login(name, Self.password).status == 200)
                    try await client.login(name, "wrong password").expectRefusal(401, "invalid_credentials")
                }
            }
        }
    }

    @Test("reads standard input, also hashes of Argon2id, beside a server that runs")
    func besideServer() async throws {
        try await Fixture.routes { fixture, client in
            let argon2 = try await fixture.hash(of: Fixture.username)
            let ending = try await Program.run(
                "users", "import", "-", "--data-dir", fixture.folder, in: fixture.folder,
                input: Array((Self.line("grace", argon2) + "\n").utf8))
            #expect(ending.output == "Imported 1 user into \(fixture.folder).\n", "\(ending)")
            #expect(try await client.login("grace", Fixture.password).status == 200)
        }
    }

    struct BadFile: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let advice: [String]

        init(_ name: String, _ text: String, _ advice: String...) {
            testDescription = name
            bytes = Array(text.utf8)
            self.advice = advice
        }
    }

    private static let notAnObject = "is not one JSON object"
    private static let noName = "has no 'username' that a user can have"
    private static let noKind = "has no 'password_hash' of a kind"

    /// A good line with one more member.
    private static func with(_ member: String) -> String { line("ada").dropLast() + ", \(member)}" }

    static let badFiles: [BadFile] = [
        BadFile("nothing", "", "holds no users"),
        BadFile("an empty line", "\n", "line 1 \(notAnObject)"),
        BadFile("an empty line within", line("ada") + "\n\n" + line("grace"), "line 2 \(notAnObject)"),
        BadFile("no JSON", line("ada") + "\nada,scrypt\n", "line 2 \(notAnObject)"),
        BadFile("a byte order mark", "\u{FEFF}" + line("ada"), "line 1 \(notAnObject)"),
        BadFile("an array", "[" + line("ada") + "]", "line 1 \(notAnObject)"),
        BadFile("two objects a line", line("ada") + line("grace"), "line 1 \(notAnObject)"),
        BadFile("no hash", "{\"username\": \"ada\"}", "line 1 \(noKind)"),
        BadFile("no name", "{\"password_hash\": \"\(scrypt)\"}", "line 1 \(noName)"),
        BadFile("another member", with("\"e-mail\": \"a@example.com\""), "line 1 has a member other than username"),
        BadFile(
            "many other members", "{" + (0..<20).map { "\"m\($0)\": 1" }.joined(separator: ",") + "}",
            "line 1 \(notAnObject)"),
        BadFile("a name twice", with("\"username\": \"bob\""), "line 1 \(notAnObject)"),
        BadFile("a number for a name", "{\"username\": 7, \"password_hash\": \"\(scrypt)\"}", "line 1 \(noName)"),
        BadFile("null for a hash", "{\"username\": \"ada\", \"password_hash\": null}", "line 1 \(noKind)"),
        BadFile("no address", with("\"email\": \"ada@example\""), "line 1 has an 'email' that is no address"),
        BadFile("a number for an address", with("\"email\": 1"), "line 1 has an 'email' that is no address"),
        BadFile("a text for roles", with("\"roles\": \"admin\""), "line 1 has 'roles' that are no list"),
        BadFile("a number for a role", with("\"roles\": [1]"), "line 1 has 'roles' that are no list"),
        BadFile("a role of two words", with("\"roles\": [\"a b\"]"), "line 1 has 'roles' that are no list"),
        BadFile("a list in a list of roles", with("\"roles\": [[]]"), "line 1 \(notAnObject)"),
        BadFile("a text for disabled", with("\"disabled\": \"true\""), "line 1 has a 'disabled' that is neither"),
        BadFile("a line of 5,000 bytes", line(String(repeating: "a", count: 5000)), "line 1 is longer than 4096 bytes"),
        BadFile("no possible name", line("a b"), "line 1 \(noName)"),
        BadFile("a Cyrillic a (S11)", line("k\u{430}te"), "line 1 \(noName)"),
        BadFile(
            "one name with a Kelvin sign (S11)", line("Kate") + "\n" + line("\u{212A}ate"),
            "line 2 has the name of line 1"),
        BadFile("plain text", line("ada", "secret-password"), "line 1 \(noKind)"),
        BadFile(
            "an old salted hash", line("ada", "sha1$salt$" + String(repeating: "0", count: 40)), "line 1 \(noKind)"),
        BadFile(
            "bcrypt at a cost of 15", line("ada", "$2b$15$EXRkfkdmXn2gzds2SSitu.MW9.gAVqa9eLS1//RYtYCmB1eLHg.9q"),
            "line 1 \(noKind)"),
        BadFile("too much work", line("ada", "scrypt:1048576:8:1" + scrypt.dropFirst(14)), "line 1 \(noKind)"),
        BadFile("a NUL behind the hash", line("ada", scrypt + "\\u0000"), "line 1 \(notAnObject)"),
        BadFile("one name in two spellings", line("ada") + "\n" + line("ADA"), "line 2 has the name of line 1"),
        BadFile(
            "several bad lines", "x\n" + line("ada") + "\n" + line("a b") + "\n" + line("bob", "y"),
            "line 1 \(notAnObject)", "; line 3 \(noName)", "; line 4 \(noKind)"),
        BadFile("many bad lines", String(repeating: "x\n", count: 1000), "line 20 \(notAnObject)", "; and 980 more"),
    ]

    @Test("imports nothing of a file with a bad line, and names it without what it holds", arguments: badFiles)
    func badFile(_ file: BadFile) async throws {
        try await Scratch.folder { folder in
            try Files.write(file.bytes, to: folder + "/users")
            let ending = try await Program.run(
                "users", "import", folder + "/users", "--data-dir", folder + "/data", in: folder)
            #expect(ending.code == 1 && ending.isOneLineOfAdvice && ending.output.isEmpty, "\(ending)")
            for part in file.advice { #expect(ending.errors.contains(part), "\(ending)") }
            let rehearsal = try await Program.run(
                "users", "import", folder + "/users", "--data-dir", folder + "/data", "--dry-run", in: folder)
            #expect(rehearsal.code == 1 && rehearsal.isOneLineOfAdvice, "\(rehearsal)")
            let told = rehearsal.output + rehearsal.errors
            for part in file.advice { #expect(told.contains(part.replacing("; ", with: "")), "\(rehearsal)") }
            for secret in ["fd80bb67", "9bqDsoi8", "secret-password", "@example", "EXRkfkdm"] {
                #expect(!(ending.errors + told).contains(secret), "\(secret)")
            }
            #expect(!Files.exists(folder + "/data"))
        }
    }

    @Test("imports nothing when a name is taken, and names each such line")
    func taken() async throws {
        try await Fixture.with { fixture in
            let text = [Self.line("joan"), Self.line("ADA"), Self.line("mary")].joined(separator: "\n")
            let ending = try await Program.run(
                "users", "import", "-", "--data-dir", fixture.folder, in: fixture.folder, input: Array(text.utf8))
            #expect(ending.code == 1 && ending.isOneLineOfAdvice, "\(ending)")
            #expect(ending.errors.contains("No user of Standard input was imported: line 2 has the name of a user"))
            for name in ["joan", "mary"] {
                #expect(try await fixture.user(name) == nil)
            }
        }
    }

    @Test(
        "refuses what is no file with users",
        arguments: [("/missing", "cannot be read"), ("", "is a folder"), ("/dev/zero", "is too large")])
    func noFile(_ path: String, _ advice: String) async throws {
        try await Scratch.folder { folder in
            let path = path.hasPrefix("/dev") ? path : folder + path
            let ending = try await Program.run("users", "import", path, "--data-dir", folder + "/data", in: folder)
            #expect(ending.code == 1 && ending.isOneLineOfAdvice, "\(ending)")
            #expect(ending.errors.contains(advice), "\(ending)")
            #expect(!Files.exists(folder + "/data"))
        }
    }
}

extension Fixture {
    func user(_ name: String) async throws -> UserRecord? {
        let data = try await ServerData.open(folder)
        defer { try? data.close() }
        return try await data.store.user(named: name)
    }

    /// A user's stored hash.
    func hash(of name: String) async throws -> String {
        try #require(try await user(name)).passwordHash ?? ""
    }
}
#endif
