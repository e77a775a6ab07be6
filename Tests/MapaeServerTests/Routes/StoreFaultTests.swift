#if Server
import Foundation
import HTTPTypes
import MapaeJOSE
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("What happens to the store")
struct StoreFaultTests {
    @Test("of 200 logins at once none is called a wrong password, and none fails but for being too many (D7)")
    func manyLogins() async throws {
        try await Fixture.routes { _, client in
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<200 { group.addTask { try await client.login() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let statuses = Dictionary(grouping: answers, by: \.status).mapValues(\.count)
            #expect(statuses[200] ?? 0 > 0 && Set(statuses.keys).isSubset(of: [200, 429, 503]), "\(statuses)")
            for answer in answers where answer.status == 503 { #expect(!answer.text.contains("locked")) }
            #expect(try await client.login().status == 200)
        }
    }

    @Test("a clock that is set back ten minutes stops nothing, and no token outlives its time by it (D9)")
    func clockSetBack() async throws {
        try await Fixture.routes { fixture, client in
            let start = fixture.clock.now
            let early = try await client.tokens()
            fixture.clock.set(NumericDate(seconds: start.seconds - 600))
            let late = try await client.tokens()
            #expect(try await client.get("/me", token: late.access).status == 200)
            let refreshed = try await client.refresh(bearer: late.refresh)
            #expect(refreshed.status == 200)
            #expect(try await client.get("/healthz").status == 200)
            for tokens in [early, late] {
                for token in [tokens.access, tokens.refresh] {
                    let end = try #require(try UnverifiedToken(token).unverifiedClaims()["exp"]?.integer)
                    #expect(end <= start.seconds + 400 * 86_400)
                }
            }
            #expect(try await client.logout(late.access).status == 204)
            #expect(try await client.get("/me", token: late.access).status == 401)
            fixture.clock.set(start)
            #expect(try await client.get("/me", token: late.access).status == 401)
            #expect(try await client.get("/me", token: early.access).status == 200)
            fixture.clock.advance(by: .seconds(400 * 86_400))
            for tokens in [early, late] {
                #expect(try await client.get("/me", token: tokens.access).status == 401)
                #expect(try await client.refresh(bearer: tokens.refresh).status == 401)
            }
        }
    }

    @Test(
        "a full disk is 503 for who writes, who is checked goes on, and all is well again with room (D2, R6)",
        .enabled(if: SmallDisk.isAvailable, "a small disk needs root and mount(8)"),
        .enabled(if: Program.mapae != nil, Program.missing))
    func fullDisk() async throws {
        try await Scratch.folder { home in
            let disk = home + "/disk"
            try FileManager.default.createDirectory(
                atPath: disk, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try await SmallDisk.mounted(on: disk, room: 860_000) {
                try Files.setMode(0o700, of: disk)
                let data = disk
                let added = try await Program.run(
                    "users", "add", "ada", "--data-dir", data, in: home, input: Array("a good password\n".utf8))
                #expect(added.code == 0, "\(added)")
                try await Program.serving(in: data) { program in
                    func ask(
                        _ method: String, _ path: String, _ token: String? = nil, _ body: String = ""
                    ) async throws
                        -> Answer
                    {
                        let bearer = token.map { ["Authorization: Bearer \($0)"] } ?? []
                        let lines =
                            [
                                "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "Connection: close",
                                "Content-Type: application/json", "Content-Length: \(body.utf8.count)",
                            ] + bearer + ["", body]
                        return try await RawConnection.send(lines.joined(separator: "\r\n"), to: program.port).answer
                    }
                    let login = #"{"username":"ada","password":"a good password"}"#
                    let first = try Tokens(try await ask("POST", "/login", nil, login))
                    var kept = first
                    var refused: Answer?
                    for _ in 0..<3000 {
                        let answer = try await ask("POST", "/refresh", kept.refresh)
                        guard answer.status == 200 else {
                            refused = answer
                            break
                        }
                        kept = try Tokens(answer)
                        // Nobody but this test fills it.
                        if FileManager.default.fileExists(atPath: disk + "/more") { continue }
                        try? Data(count: 800_000).write(to: URL(filePath: disk + "/more"))
                    }
                    let full = try #require(refused, "the disk did not become full")
                    #expect(full.status == 503 && full.headers[.retryAfter] != nil, "\(full.text)")
                    #expect(!full.text.contains("SQLite") && !full.text.contains(disk))
                    #expect(try await ask("POST", "/login", nil, login).status == 503)
                    #expect(try await ask("GET", "/me", kept.access).status == 200)
                    try Files.remove(disk + "/filler")
                    try? Files.remove(disk + "/more")
                    let again = try await ask("POST", "/refresh", kept.refresh)
                    #expect(again.status == 200, "\(again.text)")
                    #expect(try await ask("POST", "/login", nil, login).status == 200)
                    #expect(await program.end(by: SIGTERM) == 0)
                }
                let check = try await Program.run(
                    "backup", home + "/b", "--data-dir", data, in: home)
                #expect(check.code == 0, "\(check)")
            }
        }
    }
}
#endif
