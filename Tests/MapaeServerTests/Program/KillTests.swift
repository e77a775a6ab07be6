#if Server
import Foundation
import HTTPTypes
import MapaeJOSE
import Testing

@Suite("mapae serve that is killed", .enabled(if: Program.mapae != nil, Program.missing))
struct KillTests {
    /// More of them with `KILL_ROUNDS` in the environment.
    private static let rounds = ProcessInfo.processInfo.environment["KILL_ROUNDS"].flatMap(Int.init) ?? 12
    /// How many refresh at once; more of them with `KILL_CLIENTS`.
    private static let clients = ProcessInfo.processInfo.environment["KILL_CLIENTS"].flatMap(Int.init) ?? 6

    @Test("loses no refresh and no logout that it has answered, round after round of kill -9 (R5, R18, D4)")
    func kill() async throws {
        try await Scratch.folder { folder in
            let input = Array("a good password\n".utf8)
            #expect(
                try await Program.run("users", "add", "ada", "--data-dir", folder, in: folder, input: input).code == 0)
            let ledger = Ledger()
            for round in 0..<Self.rounds {
                try await Program.serving(in: folder) { program in
                    try await ledger.audit(program.port, round)
                    try await ledger.fill(program.port, upTo: Self.clients)
                    let goal = await ledger.answers + 5 * Self.clients + round % 7
                    await withTaskGroup(of: Void.self) { group in
                        for client in await ledger.clients { group.addTask { await client.work(program.port, ledger) } }
                        group.addTask {
                            while await ledger.answers < goal, !Task.isCancelled { await Task.yield() }
                            #expect(await program.end(by: SIGKILL) == 128 + SIGKILL)
                        }
                    }
                }
            }
            try await Program.serving(in: folder) { try await ledger.audit($0.port, Self.rounds) }
            #expect(await ledger.checked > Self.rounds)
        }
    }

    /// What the server has answered, which it must stand by.
    private actor Ledger {
        private(set) var clients: [Client] = []
        private(set) var ended: [Tokens] = []
        private(set) var answers = 0
        private(set) var checked = 0

        func noteAnswer() { answers += 1 }

        func noteEnd(_ tokens: Tokens, of client: Client) {
            ended.append(tokens)
            forget(client)
        }

        func forget(_ client: Client) { clients.removeAll { $0 === client } }

        /// Logs in until there are so many clients.
        func fill(_ port: Int, upTo count: Int) async throws {
            while clients.count < count {
                let answer = try await RawConnection.request(
                    "POST", "/login", to: port, body: #"{"username":"ada","password":"a good password"}"#)
                clients.append(Client(try Tokens(answer), number: clients.count))
            }
        }

        /// Holds the server to all that it has answered before it was killed.
        func audit(_ port: Int, _ round: Int) async throws {
            for client in clients where try await !client.audit(port, round) { forget(client) }
            for tokens in ended {
                let me = try await KillTests.ask("GET", "/me", tokens.access, port)
                #expect(me.status == 401, "round \(round): an ended session's access token is taken")
                let refresh = try await KillTests.ask("POST", "/refresh", tokens.refresh, port)
                #expect(refresh.status == 401, "round \(round): an ended session goes on")
            }
            checked += clients.count + ended.count
        }
    }

    /// Refreshes, and logs out now and then.
    private actor Client {
        private var tokens: Tokens
        /// When a refresh was sent that nobody has answered.
        private var unanswered: ContinuousClock.Instant?
        private let number: Int

        init(_ tokens: Tokens, number: Int) {
            self.tokens = tokens
            self.number = number
        }

        func work(_ port: Int, _ ledger: Ledger) async {
            for step in 1... {
                do {
                    if number == 0, step == 7 {
                        // Whether an unanswered logout has happened nobody knows.
                        await ledger.forget(self)
                        let answer = try await KillTests.ask("POST", "/logout", tokens.access, port)
                        #expect(answer.status == 204, "\(answer.text)")
                        return await ledger.noteEnd(tokens, of: self)
                    }
                    unanswered = unanswered ?? .now
                    let answer = try await KillTests.ask("POST", "/refresh", tokens.refresh, port)
                    guard answer.status == 200 else { return #expect(Bool(false), "\(answer.status) \(answer.text)") }
                    tokens = try Tokens(answer)
                    unanswered = nil
                    await ledger.noteAnswer()
                } catch {
                    // The server is dead.
                    return
                }
            }
        }

        /// - Returns: Whether the client goes on.
        func audit(_ port: Int, _ round: Int) async throws -> Bool {
            let me = try await KillTests.ask("GET", "/me", tokens.access, port)
            #expect(me.status == 200, "round \(round): \(me.text)")
            let answer = try await KillTests.ask("POST", "/refresh", tokens.refresh, port)
            // A machine that is so busy that the window is over by now shows nothing.
            if let unanswered, answer.status == 401, ContinuousClock.now - unanswered > .seconds(9) { return false }
            try #require(answer.status == 200, "round \(round): \(answer.text)")
            let next = try Tokens(answer)
            let again = try Tokens(try await KillTests.ask("POST", "/refresh", tokens.refresh, port))
            #expect(again.refresh == next.refresh)
            tokens = again
            unanswered = nil
            return true
        }
    }

    fileprivate struct Dead: Error {}

    /// Asks with a token. A server that dies over its answer is none of the test's failures.
    fileprivate static func ask(_ method: String, _ path: String, _ token: String, _ port: Int) async throws -> Answer {
        let lines = [
            "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "Connection: close", "Content-Length: 0",
            "Authorization: Bearer \(token)", "", "",
        ]
        let raw = try await RawConnection.send(lines.joined(separator: "\r\n"), to: port)
        guard raw.status != nil, let answer = try? raw.answer else { throw Dead() }
        guard answer.headers[.contentLength].map({ $0 == "\(answer.body.count)" }) ?? true else { throw Dead() }
        return answer
    }
}
#endif
