#if Server
import Foundation
import MapaeJOSE
import Testing

@testable import MapaeServer

@Suite("mapae serve", .enabled(if: Program.mapae != nil, Program.missing))
struct ServeTests {
    @Test("says where it listens, where its data is and how to make a first user, and answers")
    func listens() async throws {
        try await Scratch.folder { folder in
            try await Program.serving(in: folder) { program in
                #expect(
                    program.firstLines.hasPrefix(
                        "Mapae listens on http://127.0.0.1:\(program.port)\nIts data is in \(folder)\n"))
                let isHealthy = try await RawConnection.isHealthy(program.port)
                #expect(isHealthy)
                #expect(await program.end(by: SIGTERM) == 0)
            }
            #expect(try Files.names(in: folder) == ["mapae.sqlite", "master.key"])
        }
    }

    @Test("uses ~/.local/share/mapae or $XDG_DATA_HOME/mapae unless told, as users add does")
    func standardFolder() async throws {
        try await Scratch.folder { folder in
            let input = Array("a good password\n".utf8)
            _ = try await Program.run("users", "add", "ada", in: folder, input: input)
            #expect(try Files.mode(of: folder + "/.local/share/mapae") == 0o700)
            #expect(Files.exists(folder + "/.local/share/mapae/mapae.sqlite"))
            let environment = ["XDG_DATA_HOME": folder + "/xdg"]
            _ = try await Program.run("users", "add", "ada", in: folder, input: input, environment: environment)
            #expect(Files.exists(folder + "/xdg/mapae/mapae.sqlite"))
        }
    }

    @Test("ends at once with 0 on SIGTERM and on Ctrl-C while nothing runs (H28)", arguments: [SIGTERM, SIGINT])
    func idle(_ signal: Int32) async throws {
        try await Scratch.folder { folder in
            try await Program.serving(in: folder, environment: ["MAPAE_SHUTDOWN_TIMEOUT": "30"]) { program in
                let start = ContinuousClock.now
                #expect(await program.end(by: signal) == 0)
                #expect(ContinuousClock.now - start < .seconds(15))
            }
        }
    }

    @Test("ends with 0 within the shutdown timeout while a request does not end (H2, H28)")
    func slowRequest() async throws {
        try await Scratch.folder { folder in
            try await Program.serving(in: folder, environment: ["MAPAE_SHUTDOWN_TIMEOUT": "1"]) { program in
                let slow = Task {
                    try await RawConnection.send(
                        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
                        to: program.port)
                }
                // The answer to a later request shows that the slow one has been read, or is about to be.
                let isHealthy = try await RawConnection.isHealthy(program.port)
                #expect(isHealthy)
                let start = ContinuousClock.now
                #expect(await program.end(by: SIGTERM) == 0)
                #expect(ContinuousClock.now - start < .seconds(15))
                let answer = try await slow.value
                #expect(answer.status == nil || answer.status == 503, "\(answer.text)")
            }
        }
    }

    @Test("keeps users and keys over a restart: a token from before opens /me and gets new tokens")
    func restart() async throws {
        try await Scratch.folder { folder in
            let password = "a good password"
            let added = try await Program.run(
                "users", "add", "ada", "--data-dir", folder, in: folder, input: Array(password.utf8))
            #expect(added.code == 0)
            var tokens: Tokens?
            for _ in 0..<2 {
                try await Program.serving(in: folder) { program in
                    let login = try await RawConnection.request(
                        "POST", "/login", to: program.port,
                        body: "{\"username\": \"ada\", \"password\": \"\(password)\"}")
                    #expect(login.status == 200)
                    if let tokens {
                        let me = try await RawConnection.request(
                            "GET", "/me", to: program.port, headers: ["Authorization: Bearer \(tokens.access)"])
                        #expect(me.status == 200)
                        let refresh = try await RawConnection.request(
                            "POST", "/refresh", to: program.port, headers: ["Authorization: Bearer \(tokens.refresh)"])
                        #expect(refresh.status == 200)
                    }
                    tokens = try Tokens(login)
                    #expect(await program.end(by: SIGTERM) == 0)
                }
            }
        }
    }

    @Test("lets a user be added while it runs, who can log in at once")
    func addWhileRunning() async throws {
        try await Scratch.folder { folder in
            try await Program.serving(in: folder) { program in
                let added = try await Program.run(
                    "users", "add", "grace", "--data-dir", folder, in: folder, input: Array("a good password".utf8))
                #expect(added.code == 0)
                let login = try await RawConnection.request(
                    "POST", "/login", to: program.port, body: #"{"username": "grace", "password": "a good password"}"#)
                #expect(login.status == 200)
            }
        }
    }

    @Test("has what it has acknowledged after a kill (D4)")
    func kill() async throws {
        try await Scratch.folder { folder in
            var tokens: Tokens?
            let added = try await Program.run(
                "users", "add", "ada", "--data-dir", folder, in: folder, input: Array("a good password".utf8))
            #expect(added.code == 0)
            for _ in 0..<2 {
                try await Program.serving(in: folder) { program in
                    if let tokens {
                        let me = try await RawConnection.request(
                            "GET", "/me", to: program.port, headers: ["Authorization: Bearer \(tokens.access)"])
                        #expect(me.status == 200)
                    }
                    tokens = try Tokens(
                        try await RawConnection.request(
                            "POST", "/login", to: program.port,
                            body: #"{"username": "ada", "password": "a good password"}"#))
                    #expect(await program.end(by: SIGKILL) == 128 + SIGKILL)
                }
            }
        }
    }
}
#endif
