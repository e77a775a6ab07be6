#if Server
import Foundation
import MapaeAccounts
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("mapae users add at a terminal", .enabled(if: Program.mapae != nil, Program.missing), .timeLimit(.minutes(5)))
struct PasswordPromptTests {
    @Test("asks twice and shows nothing of what is typed")
    func hidden() async throws {
        try await Scratch.folder { folder in
            let (code, screen) = try await add(folder, ["good password", "good password"])
            #expect(code == 0, "\(screen)")
            #expect(screen.contains("Password for ada: ") && screen.contains("The same again: "))
            #expect(screen.contains("Added the user 'ada' in \(folder)."))
            #expect(!screen.contains("good"), "\(screen)")
            let server = try await TokenServer.open(Fixture.settings(folder))
            let user = try await server.accounts.authenticate(username: "ada", password: "good password")
            #expect(user.username == "ada")
            await server.close()
        }
    }

    @Test(
        "adds nobody when the two differ, or nothing is typed", arguments: [["good password", "good passwore"], [""]])
    func refused(_ typed: [String]) async throws {
        try await Scratch.folder { folder in
            let (code, screen) = try await add(folder, typed)
            #expect(code == 1)
            #expect(screen.contains("error: "), "\(screen)")
            #expect(!screen.contains("good passw"), "\(screen)")
            let server = try await TokenServer.open(Fixture.settings(folder))
            #expect(!server.hasUsers)
            await server.close()
        }
    }

    @Test("gives the terminal its echo back when it is left by Ctrl-C")
    func cancelled() async throws {
        try await Scratch.folder { folder in
            let (code, screen) = try await add(folder, ["half a pass\u{3}"], end: "")
            #expect(code == 1)
            #expect(screen.contains("Cancelled; nothing was added."), "\(screen)")
            #expect(screen.contains("echo is on"), "\(screen)")
        }
    }

    @Test("is ended with the test that has no more time, and not waited for")
    func abandoned() async throws {
        try await Scratch.folder { folder in
            let terminal = try Pseudoterminal()
            defer { terminal.close() }
            let process = try process(at: terminal, folder)
            let run = Task { try await Program.ended(process) }
            await terminal.shows("Password for ada: ")
            run.cancel()
            try await run.value
            #expect(process.terminationReason == .uncaughtSignal)
        }
    }

    private func process(at terminal: Pseudoterminal, _ folder: String) throws -> Process {
        let process = try Program.process(
            try #require(Program.mapae), ["users", "add", "ada", "--data-dir", folder], folder, [:])
        process.standardInput = terminal.line
        process.standardOutput = terminal.line
        process.standardError = terminal.line
        return process
    }

    /// Types each text at its prompt, and reads the screen until the end.
    private func add(
        _ folder: String, _ texts: [String], end: String = "\n"
    ) async throws -> (code: Int32, screen: String) {
        let terminal = try Pseudoterminal()
        defer { terminal.close() }
        let process = try process(at: terminal, folder)
        let prompts = ["Password for ada: ", "The same again: "]
        async let typing: Void = {
            for (prompt, text) in zip(prompts, texts) {
                await terminal.shows(prompt)
                terminal.type(text + end)
            }
        }()
        try await Program.ended(process)
        await typing
        await terminal.shows(process.terminationStatus == 0 ? "Added" : "error: ")
        return (process.terminationStatus, terminal.text + (terminal.echoes ? "echo is on" : "echo is off"))
    }
}
#endif
