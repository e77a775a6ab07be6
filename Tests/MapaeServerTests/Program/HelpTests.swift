#if Server
import Testing

@Suite("The program's help", .enabled(if: Program.mapae != nil, Program.missing))
struct HelpTests {
    static let commands: [[String]] = [
        [], ["serve"], ["users"], ["users", "add"], ["users", "import"], ["token"], ["token", "inspect"], ["keys"],
        ["keys", "generate"],
        ["keys", "show"], ["keys", "convert"],
    ]

    @Test("has examples for each command", arguments: commands)
    func examples(_ command: [String]) async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run(try #require(Program.mapae), command + ["--help"], in: folder)
            #expect(ending.code == 0)
            #expect(ending.errors.isEmpty)
            let examples = ending.output.ranges(of: "EXAMPLES").first.map { ending.output[$0.upperBound...] } ?? ""
            #expect(examples.contains("mapae " + command.joined(separator: " ")), "\(ending.output)")
            #expect(try Files.names(in: folder).isEmpty)
        }
    }

    @Test("tells the version")
    func version() async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run("--version", in: folder)
            #expect(ending.code == 0)
            #expect(ending.output == "0.1.0\n")
        }
    }

    @Test(
        "is offered for what is no command, with an exit code of its own",
        arguments: [
            ["sevre"], ["serve", "--prot", "1"], ["serve", "--port", "x"], ["serve", "--port"], ["users", "add"],
            ["serve", "x"],
        ])
    func wrong(_ arguments: [String]) async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run(try #require(Program.mapae), arguments, in: folder)
            #expect(ending.code == 64)
            #expect(ending.errors.contains("Usage: mapae") && ending.errors.contains("Error: "), "\(ending.errors)")
            #expect(try Files.names(in: folder).isEmpty)
        }
    }
}
#endif
