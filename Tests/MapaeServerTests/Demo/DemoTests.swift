#if Server
import Foundation
import MapaeAccounts
import MapaeJOSE
import MapaeSQL
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("A demo")
struct DemoTests {
    @Test("has a user who logs in, opens /protected and refreshes, and is nowhere in the database (D13)")
    func memoryOnly() async throws {
        try await Scratch.folder { folder in
            var password = ""
            var id = ""
            try await Fixture.with(folder: folder, demo: true, hasUser: false) { fixture in
                let demo = try #require(fixture.server.demo)
                password = demo.password
                id = demo.record.id
                try await Fixture.ask(fixture.server) { client in
                    let tokens = try await client.tokens("test", demo.password)
                    let page = try await client.get("/protected", token: tokens.access)
                    #expect(page.status == 200)
                    #expect(page.text == #"{"logged_in_as":"test"}"#)
                    try await client.get("/protected").expectRefusal(401, "missing_token")
                    #expect(try await client.refresh(bearer: tokens.refresh).status == 200)
                    #expect(try await client.logout(tokens.access).status == 204)
                    try await client.get("/protected", token: tokens.access).expectRefusal(401, "token_revoked")
                    try await client.refresh(bearer: tokens.refresh).expectRefusal(401, "token_revoked")
                    _ = try await client.tokens("test", demo.password)
                    try await client.login("test", "wrong password").expectRefusal(401, "invalid_credentials")
                }
                for text in [password, id, demo.record.passwordHash ?? ""] {
                    let names = try Files.names(in: folder, holding: Array(text.utf8))
                    #expect(names.isEmpty, "\(names)")
                }
            }
            let data = try await ServerData.open(folder)
            #expect(try await data.store.user(named: "test") == nil)
            #expect(try await data.store.user(id: id) == nil)
            #expect(try await !data.store.hasUsers())
            try data.close()
        }
    }

    @Test("has another password and another user each time, so that a restart ends it (L12)")
    func restart() async throws {
        try await Scratch.folder { folder in
            var passwords: Set<String> = []
            var refreshToken: String?
            for _ in 0..<3 {
                try await Fixture.with(folder: folder, demo: true, hasUser: false) { fixture in
                    let demo = try #require(fixture.server.demo)
                    passwords.insert(demo.password)
                    #expect(demo.password.utf8.count == 22)
                    let last = refreshToken
                    let found = Found()
                    try await Fixture.ask(fixture.server) { client in
                        if let last { try await client.refresh(bearer: last).expectRefusal(401, "invalid_token") }
                        await found.set(try await client.tokens("test", demo.password).refresh)
                    }
                    refreshToken = await found.token
                }
            }
            #expect(passwords.count == 3)
        }
    }

    @Test("knows nobody of the data directory, which it does not even open")
    func realUsers() async throws {
        try await Scratch.folder { folder in
            let settings = Fixture.settings(folder)
            _ = try await AddUser.prepare(name: "test", settings: settings).run(password: "a real password")
            try await Fixture.with(folder: folder, demo: true, hasUser: false) { fixture in
                let password = try #require(fixture.server.demo).password
                try await Fixture.ask(fixture.server) { client in
                    try await client.login("test", "a real password").expectRefusal(401, "invalid_credentials")
                    #expect(try await client.login("test", password).status == 200)
                }
            }
            let server = try await TokenServer.open(settings)
            #expect(server.demo == nil)
            try await Fixture.ask(server) { client in
                let answer = try await client.login("test", "a real password")
                #expect(answer.status == 200)
            }
            await server.close()
        }
    }

    @Test("has /protected, which no other server has")
    func route() async throws {
        try await Fixture.routes { _, client in
            let tokens = try await client.tokens()
            try await client.get("/protected", token: tokens.access).expectRefusal(404, "not_found")
        }
    }

    @Test("prints three lines of the promised form")
    func lines() async throws {
        try await Fixture.with(demo: true) { fixture in
            let demo = try #require(fixture.server.demo)
            let address = "http://127.0.0.1:8080"
            let lines = DemoCommands(address: address, user: demo).lines
            #expect(lines.count == 3)
            #expect(lines[0].hasPrefix("TOKEN=$(curl -s \(address)/login "))
            #expect(lines[0].contains("\"password\":\"\(demo.password)\""))
            #expect(lines[1] == "curl -i \(address)/protected -H \"Authorization: Bearer $TOKEN\"")
            #expect(lines[2] == "curl -i \(address)/protected")
            let banner = Banner(fixture.server, command: "mapae").text(address: address)
            #expect(banner.contains(lines.joined(separator: "\n")))
        }
    }

    @Test(
        "prints lines that do what they say when they are pasted: 200, then 401",
        .enabled(if: Files.exists("/usr/bin/curl") && Files.exists("/bin/bash"), "curl or bash is not installed"))
    func pasted() async throws {
        try await LiveServer.with(demo: true) { fixture, server in
            let lines = DemoCommands(address: server.address, user: try #require(fixture.server.demo)).lines
            for shell in ["/bin/bash", "/bin/sh"] {
                try await Scratch.folder { folder in
                    let ending = try await Program.run(shell, ["-c", lines.joined(separator: "\necho\n")], in: folder)
                    #expect(ending.code == 0)
                    let statuses = ending.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("HTTP/1.1 ") }
                    #expect(statuses == ["HTTP/1.1 200 OK", "HTTP/1.1 401 Unauthorized"])
                    #expect(ending.output.contains(#"{"logged_in_as":"test"}"#))
                }
            }
        }
    }

    private actor Found {
        var token: String?
        func set(_ token: String) { self.token = token }
    }
}
#endif
