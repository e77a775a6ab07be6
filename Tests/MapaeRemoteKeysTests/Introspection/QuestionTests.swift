#if RemoteKeys
import Mapae
import MapaeRemoteKeys
import MapaeTesting
import Testing

// A question that never ends must fail these tests, not hold them.
@Suite("Questions about tokens: asked once, kept for a while, given up", .timeLimit(.minutes(5)))
struct QuestionTests {
    @Test func `it is a form by POST, from a client that shows its secret in form encoding`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            #expect(issuer.server.connectionCount == 0)
            #expect(await remote.refusal(desk.issue("a+/~b==")) == nil)
            let request = try #require(issuer.server.requests.first)
            #expect(request.body == "token=a%2B%2F~b%3D%3D&token_type_hint=access_token")
            #expect(request.headers["authorization"] == "Basic YW4lMjBhcGk6czNjciUzQSUyQiUyRiUyNSVDMyVBOQ==")
            #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
            #expect(request.headers["accept"] == "application/json")
            #expect(request.headers["accept-encoding"] == "identity")
            #expect(request.headers["host"] == "127.0.0.1:\(issuer.server.port)")
        }
    }

    @Test func `a token that was believed is asked about again after a minute; so long a revoked one counts`()
        async throws
    {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            let token = desk.issue()
            for _ in 0..<5 { #expect(await remote.refusal(token) == nil) }
            issuer.time.advance(by: .seconds(60) - .nanoseconds(1))
            desk.revoke(token)
            #expect(await remote.refusal(token) == nil)
            #expect(desk.questions == 1)
            issuer.time.advance(by: .nanoseconds(1))
            #expect(await remote.refusal(token) == .invalidToken)
            #expect(desk.questions == 2)
        }
    }

    @Test func `one that was refused is asked about again after ten seconds`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            for _ in 0..<5 { #expect(await remote.refusal("later") == .invalidToken) }
            desk.issue("later")
            issuer.time.advance(by: .seconds(10) - .nanoseconds(1))
            #expect(await remote.refusal("later") == .invalidToken)
            #expect(desk.questions == 1)
            issuer.time.advance(by: .nanoseconds(1))
            #expect(await remote.refusal("later") == nil)
            #expect(desk.questions == 2)
        }
    }

    @Test func `no token is believed beyond its exp, however long it may be kept`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking(limits: .init(lifetime: .seconds(3600)))
            let token = desk.issue(with: #""exp":1700000020"#, without: ["exp"])
            #expect(await remote.refusal(token) == nil)
            issuer.wall.advance(by: .seconds(50) - .nanoseconds(1))
            #expect(await remote.refusal(token) == nil)
            issuer.wall.advance(by: .nanoseconds(1))
            #expect(await remote.refusal(token) == .expired)
            #expect(desk.questions == 1)
            // A wall clock that is set back keeps nothing alive: the other clock goes on.
            issuer.wall.advance(by: .seconds(-50))
            desk.revoke(token)
            issuer.time.advance(by: .seconds(50))
            #expect(await remote.refusal(token) == .invalidToken)
            #expect(desk.questions == 2)
        }
    }

    @Test func `where nothing is to be kept, each token is asked about each time`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking(limits: .init(lifetime: .zero, refusalLifetime: .zero))
            let token = desk.issue()
            for _ in 0..<3 { #expect(await remote.refusal(token) == nil) }
            desk.revoke(token)
            for _ in 0..<3 { #expect(await remote.refusal(token) == .invalidToken) }
            #expect(desk.questions == 6)
        }
    }

    @Test func `a thousand requests with one token are one question`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            let token = desk.issue()
            let gate = Gate()
            issuer.site.hold(gate)
            let believed = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<1000 { group.addTask { await remote.refusal(token) == nil } }
                await gate.arrival()
                gate.open()
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(believed == 1000)
            #expect(desk.questions == 1)
        }
    }

    @Test func `a request that is given up does not take the question with it`() async throws {
        try await Desk.with { issuer, desk in
            let gate = Gate()
            issuer.site.hold(gate)
            let remote = try issuer.asking()
            let token = desk.issue()
            let first = Task { await remote.refusal(token) }
            await gate.arrival()
            let second = Task { await remote.refusal(token) }
            first.cancel()
            gate.open()
            #expect(await second.value == nil)
            #expect(desk.questions == 1)
            _ = await first.value
        }
    }

    @Test func `more questions at once than are allowed are 503, and the last quarter is for tokens that are known`()
        async throws
    {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking(limits: .init(maximumQuestions: 4))
            let known = [desk.issue("known1"), desk.issue("known2")]
            for token in known { #expect(await remote.refusal(token) == nil) }
            issuer.time.advance(by: .seconds(60))

            let gate = Gate()
            issuer.site.hold(gate)
            var waiting: [Task<TokenError.Code?, Never>] = []
            for token in ["unknown1", "unknown2", "unknown3"] {
                waiting.append(Task { await remote.refusal(token) })
                await gate.arrival()
            }
            let error = await #expect(throws: TokenError(.temporarilyUnavailable)) {
                try await remote.verify("unknown4")
            }
            #expect(error?.retryAfter == .seconds(1))
            let last = Task { await remote.refusal(known[0]) }
            await gate.arrival()
            #expect(await remote.refusal(known[1]) == .temporarilyUnavailable)
            gate.open()
            issuer.site.hold(nil)
            for task in waiting { #expect(await task.value == .invalidToken) }
            #expect(await last.value == nil)
            // There is room again, and who was turned away has lost nothing.
            #expect(await remote.refusal("unknown4") == .invalidToken)
            #expect(await remote.refusal(known[1]) == nil)
            // That there was no room says nothing of the endpoint.
            #expect(remote.lastFailure == nil)
        }
    }

    @Test func `a flood of made-up tokens pushes out no good one`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking(limits: .init(maximumTokens: 20))
            let token = desk.issue()
            #expect(await remote.refusal(token) == nil)
            for number in 0..<200 { #expect(await remote.refusal("made-up-\(number)") == .invalidToken) }
            #expect(desk.questions == 201)
            #expect(await remote.refusal(token) == nil)
            #expect(desk.questions == 201)
            // The first ones are forgotten: their number has a bound too.
            #expect(await remote.refusal("made-up-0") == .invalidToken)
            #expect(desk.questions == 202)
        }
    }

    @Test(
        arguments: [
            ("401", .answer(401), .rejectedClient), ("403", .answer(403), .rejectedClient),
            ("400", .answer(400), .unexpectedStatus), ("404", .answer(404), .unexpectedStatus),
            ("500", .answer(500), .unexpectedStatus), ("503", .answer(503), .unexpectedStatus),
            ("201", .answer(201, [("Content-Type", "application/json")], #"{"active":true}"#), .unexpectedStatus),
            ("redirect", .answer(302, [("Location", "/elsewhere")]), .unexpectedStatus),
            ("redirect that keeps the form", .answer(307, [("Location", "/elsewhere")]), .unexpectedStatus),
            ("for good", .answer(308, [("Location", "https://169.254.169.254/")]), .unexpectedStatus),
            ("html", .answer(200, [("Content-Type", "text/html")], #"{"active":true}"#), .invalidIntrospection),
            ("no type", .answer(200, [], #"{"active":true}"#), .invalidIntrospection),
            ("text", .json(#"{"active":"true"}"#), .invalidIntrospection), ("empty", .json(""), .invalidIntrospection),
            ("J30", .json(#"{"active":false,"active":true}"#), .invalidIntrospection),
            ("oversize", .json(String(repeating: " ", count: 64 * 1024 + 1)), .answerTooLarge),
            (
                "endless",
                .raw(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                        + String(repeating: " ", count: 70 * 1024)),
                .answerTooLarge
            ),
            (
                "gzip", .answer(200, [("Content-Type", "application/json"), ("Content-Encoding", "gzip")], "x"),
                .encodedAnswer
            ),
            (
                "truncated",
                .raw(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"active\":true}"),
                .brokenAnswer
            ),
            ("no HTTP", .raw("SSH-2.0-OpenSSH\r\n"), .unreachable), ("nothing", .raw(""), .unreachable),
        ] as [(String, StubServer.Reply, RemoteKeysError.Code)])
    func `a bad answer is 503, believed by nobody and kept by nobody`(
        _ id: String, _ reply: StubServer.Reply, _ code: RemoteKeysError.Code
    ) async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            let (known, token) = (desk.issue("known"), desk.issue())
            #expect(await remote.refusal(known) == nil)
            issuer.site[Desk.path] = reply
            let error = await #expect(throws: TokenError(.temporarilyUnavailable)) { try await remote.verify(token) }
            #expect(error?.retryAfter == .seconds(5))
            // For the log: the client learns nothing of it.
            #expect(error?.underlying as? RemoteKeysError == RemoteKeysError(code))
            #expect(remote.lastFailure == RemoteKeysError(code))
            // Nothing is followed, and what was answered before counts as long as it would have.
            #expect(Set(issuer.server.targets) == [Desk.path])
            #expect(await remote.refusal(known) == nil)
            issuer.time.advance(by: .seconds(60))
            #expect(await remote.refusal(known) == .temporarilyUnavailable)

            issuer.site[Desk.path] = nil
            #expect(await remote.refusal(token) == nil)
            #expect(remote.lastFailure == nil)
        }
    }

    @Test func `an endpoint that does not answer is given up at the time limit`() async throws {
        try await Desk.with { issuer, desk in
            issuer.site[Desk.path] = .silence
            let gate = Gate()
            issuer.site.hold(gate)
            let remote = try issuer.asking()
            async let refusal = remote.refusal("token")
            await gate.arrival()
            gate.open()
            issuer.time.endTimeLimits()
            #expect(await refusal == .temporarilyUnavailable)
            #expect(remote.lastFailure == RemoteKeysError(.timedOut))
        }
    }

    @Test func `after five failures in a row nobody is asked for five seconds, then one token is tried`() async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            desk.issue()
            issuer.site[Desk.path] = .answer(500)
            for number in 0..<5 { #expect(await remote.refusal("token-\(number)") == .temporarilyUnavailable) }
            issuer.site[Desk.path] = nil
            let error = await #expect(throws: TokenError(.temporarilyUnavailable)) { try await remote.verify("opaque") }
            #expect(error?.retryAfter == .seconds(5))
            #expect(desk.questions == 5)
            issuer.time.advance(by: .seconds(5))
            #expect(await remote.refusal("opaque") == nil)
            #expect(await remote.refusal("token-0") == .invalidToken)
            #expect(desk.questions == 7)
        }
    }

    @Test(
        arguments: [.answer(400), .json("{}"), .json(String(repeating: " ", count: 70 * 1024))]
            as [StubServer.Reply])
    func `a token that the endpoint chokes on stops no other`(_ reply: StubServer.Reply) async throws {
        try await Desk.with { issuer, desk in
            let remote = try issuer.asking()
            issuer.site[Desk.path] = reply
            for number in 0..<10 { #expect(await remote.refusal("odd-\(number)") == .temporarilyUnavailable) }
            issuer.site[Desk.path] = nil
            #expect(await remote.refusal(desk.issue()) == nil)
        }
    }
}
#endif
