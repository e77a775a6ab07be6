#if Server
import Foundation
import MapaeJOSE
import Testing

@Suite("Two mapae serve on one data folder", .enabled(if: Program.mapae != nil, Program.missing))
struct TwoServersTests {
    private static func ask(_ method: String, _ path: String, _ token: String, _ port: Int) async throws -> Answer {
        try await RawConnection.request(
            method, path, to: port, headers: ["Authorization: Bearer \(token)", "Content-Length: 0"])
    }

    @Test(
        "give one refresh token one successor, and learn of each other's logouts within moments (D10, R2, R11)",
        .timeLimit(.minutes(5)))
    func both() async throws {
        try await Scratch.folder { folder in
            let input = Array("a good password\n".utf8)
            _ = try await Program.run("users", "add", "ada", "--data-dir", folder, in: folder, input: input)
            try await Program.serving(in: folder) { one in
                try await Program.serving(in: folder) { two in
                    var tokens = try Tokens(
                        try await RawConnection.request(
                            "POST", "/login", to: one.port,
                            body: #"{"username":"ada","password":"a good password"}"#))
                    for _ in 0..<5 {
                        let token = tokens.refresh
                        let answers = try await withThrowingTaskGroup(of: Tokens.self) { group in
                            for number in 0..<32 {
                                let port = number.isMultiple(of: 2) ? one.port : two.port
                                group.addTask { try Tokens(try await Self.ask("POST", "/refresh", token, port)) }
                            }
                            return try await group.reduce(into: []) { $0.append($1) }
                        }
                        #expect(Set(answers.map(\.refresh)).count == 1)
                        tokens = answers[0]
                    }
                    #expect(try await Self.ask("GET", "/me", tokens.access, two.port).status == 200)
                    #expect(try await Self.ask("POST", "/logout", tokens.access, one.port).status == 204)
                    #expect(try await Self.ask("GET", "/me", tokens.access, one.port).status == 401)
                    let start = ContinuousClock.now
                    while try await Self.ask("GET", "/me", tokens.access, two.port).status != 401 {
                        try #require(
                            ContinuousClock.now - start < .seconds(20), "the other server does not learn of it")
                    }
                    // At once, as a refresh asks the store.
                    #expect(try await Self.ask("POST", "/refresh", tokens.refresh, two.port).status == 401)
                    for program in [one, two] { #expect(await program.end(by: SIGTERM) == 0) }
                }
            }
        }
    }
}
#endif
