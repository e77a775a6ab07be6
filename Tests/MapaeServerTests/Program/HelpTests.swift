#if Server
import MapaeJOSE
import Testing

@Suite("The program's help", .enabled(if: Program.mapae != nil, Program.missing))
struct HelpTests {
    static let commands: [[String]] = [
        [], ["serve"], ["users"], ["users", "add"], ["users", "import"], ["token"], ["token", "inspect"], ["keys"],
        ["keys", "generate"],
        ["keys", "show"], ["keys", "convert"], ["clients"], ["clients", "add"],
        ["clients", "edit"], ["consents"],
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

    /// What prints neither lists nor results: the server, and the two whose output is a key file that has a format of its own.
    static let withoutJSON: Set<String> = ["serve", "keys generate", "keys convert"]

    @Test("has --json for each command that prints for people")
    func json() async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run("--experimental-dump-help", in: folder)
            let limits = JSONLimits(depth: 32, members: 100_000)
            let tool = try JSONValue(parsing: Array(ending.output.utf8), limits: limits)
            let root = try #require(tool.object?["command"]?.object)
            let leaves = Self.leaves(root, "")
            #expect(leaves.count > 20 && leaves.contains { $0.name == "users import" })
            for (name, options) in leaves where !Self.withoutJSON.contains(name) {
                #expect(options.contains("json"), "mapae \(name)")
            }
            #expect(Self.withoutJSON.isSubset(of: leaves.map(\.name)))
        }
    }

    /// All commands that have none below them, with the long names of their options.
    private static func leaves(_ command: JSONObject, _ parent: String) -> [(name: String, options: [String])] {
        let children = (command["subcommands"]?.array ?? []).compactMap(\.object).filter {
            $0["commandName"]?.string != "help"
        }
        guard children.isEmpty else {
            return children.flatMap { child in
                leaves(child, (parent.isEmpty ? "" : parent + " ") + (child["commandName"]?.string ?? ""))
            }
        }
        let names = (command["arguments"]?.array ?? []).flatMap { $0.object?["names"]?.array ?? [] }
        return [(parent, names.compactMap { $0.object?["name"]?.string })]
    }

    @Test("comes with completions for each shell that know every command", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) async throws {
        try await Scratch.folder { folder in
            let ending = try await Program.run("--generate-completion-script", shell, in: folder)
            #expect(ending.code == 0 && ending.errors.isEmpty)
            for word in ["mapae", "users", "import", "skip-existing", "rotate", "backup", "withdraw", "no-jwks-uri"] {
                #expect(ending.output.contains(word), "\(word)")
            }
            guard shell == "bash" else { return }
            // As bash calls it: with the command, the word to complete, and the word before.
            let script =
                ending.output + """

                    complete() {
                        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
                        _mapae mapae "${@: -1}" "${@: -2:1}"
                        echo "${COMPREPLY[@]}"
                    }
                    complete mapae us
                    complete mapae users im
                    complete mapae users import --dr
                    complete mapae consents wi
                    complete mapae clients edit --ba
                    complete mapae clients edit --no-ba
                    """
            try Files.write(script, to: folder + "/complete.sh")
            let completed = try await Program.run("/usr/bin/env", ["bash", "complete.sh"], in: folder)
            #expect(
                completed.output
                    == "users\nimport\n--dry-run\nwithdraw\n--backchannel-logout-uri\n--no-backchannel-logout-uri\n",
                "\(completed)")
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
            ["serve", "x"], ["consents", "withdraw", "--user", "ada"], ["consents", "lsit"],
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
