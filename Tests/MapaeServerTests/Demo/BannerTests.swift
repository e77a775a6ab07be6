#if Server
import Foundation
import Testing

@testable import MapaeServer

@Suite("What the server prints when it listens")
struct BannerTests {
    @Test("is the address and the folder, and how to make a first user while there is none")
    func noUsers() async throws {
        try await Fixture.with(hasUser: false) { fixture in
            let text = Banner(fixture.server, command: "mapae").text(address: "http://127.0.0.1:8080")
            #expect(text.hasPrefix("Mapae listens on http://127.0.0.1:8080\nIts data is in \(fixture.folder)\n"))
            #expect(text.hasSuffix("\nmapae users add NAME --data-dir \(fixture.folder)"))
            #expect(!text.contains("unencrypted"))
        }
    }

    @Test("says of a demo that nothing of it stays")
    func demo() async throws {
        try await Scratch.folder { folder in
            let server = try await TokenServer.open(Fixture.settings(folder), demo: true)
            let text = Banner(server, command: "mapae").text(address: "http://127.0.0.1:8080")
            #expect(text.contains("\nIts data is in memory only, and goes when the server stops\n"))
            #expect(!text.contains(folder))
            await server.close()
        }
    }

    @Test("is short when there are users")
    func users() async throws {
        try await Fixture.with { fixture in
            let text = Banner(fixture.server, command: "mapae").text(address: "http://127.0.0.1:8080")
            #expect(text == "Mapae listens on http://127.0.0.1:8080\nIts data is in \(fixture.folder)")
        }
    }

    @Test("warns when others can reach the server", arguments: ["0.0.0.0", "::", "192.0.2.1"])
    func reachable(_ host: String) async throws {
        try await Scratch.folder { folder in
            var settings = Fixture.settings(folder)
            settings.host = host
            let server = try await TokenServer.open(settings)
            #expect(Banner(server, command: "mapae").text(address: "x").contains("unencrypted"))
            await server.close()
        }
    }

    @Test(
        "can be pasted whatever the program and the folder are called",
        arguments: ["a b", "it's", "$(id)", "a\"b", "a;b", "*", "-x"])
    func quoting(_ name: String) async throws {
        try await Scratch.folder { folder in
            let server = try await TokenServer.open(Fixture.settings(folder + "/" + name))
            let text = Banner(server, command: folder + "/bin \(name)").text(address: "x")
            await server.close()
            let line = try #require(text.split(separator: "\n").last)
            let words = try await Program.run("/bin/sh", ["-c", "printf '%s\\n' \(line)"], in: folder)
            #expect(words.output == "\(folder)/bin \(name)\nusers\nadd\nNAME\n--data-dir\n\(folder)/\(name)\n")
        }
    }
}
#endif
