#if Server
import HTTPTypes
import Testing

@testable import MapaeServer

@Suite("A failed login")
struct EnumerationTests {
    @Test("is the same answer for every cause (L1, L2, L11)")
    func sameAnswer() async throws {
        try await Fixture.routes { _, client in
            let attempts = [
                (Fixture.username, "wrong password"), ("grace", "wrong password"), ("grace", Fixture.password),
                ("", Fixture.password), (Fixture.username, ""), ("", ""), ("no name!", "x"),
                (Fixture.username, Fixture.password + " "), (Fixture.username, Fixture.password + "\u{301}"),
                (Fixture.username, String(repeating: "p", count: 2000)), ("grace", String(repeating: "p", count: 2000)),
                (String(repeating: "n", count: 60_000), "x"), ("\u{212A}da", "x"), ("ad\u{430}", Fixture.password),
                (Fixture.username, "null"), (Fixture.username, "undefined"), (" ada", Fixture.password),
                ("ada\n", Fixture.password),
            ]
            var answers: [Answer] = []
            for (username, password) in attempts { answers.append(try await client.login(username, password)) }
            for (answer, attempt) in zip(answers, attempts) {
                answer.expectRefusal(401, "invalid_credentials", "\(attempt)")
                #expect(answer.body == answers[0].body, "\(attempt)")
                #expect(answer.headers == answers[0].headers, "\(attempt)")
            }
            #expect(try answers[0].member("msg") == "Bad username or password")
            #expect(answers[0].headers[.wwwAuthenticate]?.utf8.starts(with: "Bearer realm=\"mapae\"".utf8) == true)
        }
    }

    @Test("is the same on the wire but for its date (L1)")
    func sameBytes() async throws {
        try await LiveServer.with { _, server in
            var answers: [Answer] = []
            for username in [Fixture.username, "grace"] {
                let body = "{\"username\": \"\(username)\", \"password\": \"wrong password\"}"
                var answer = try await RawConnection.request("POST", "/login", to: server.port, body: body)
                answer.expectRefusal(401, "invalid_credentials")
                answer = Answer(
                    status: answer.status, headers: answer.headers.filter { $0.name != .date }, body: answer.body)
                answers.append(answer)
            }
            #expect(answers[0].headers == answers[1].headers)
            #expect(answers[0].body == answers[1].body)
        }
    }
}

extension HTTPFields {
    fileprivate func filter(_ isIncluded: (HTTPField) -> Bool) -> HTTPFields {
        var fields = HTTPFields()
        for field in self where isIncluded(field) { fields.append(field) }
        return fields
    }
}
#endif
