#if Server
import HTTPTypes
import MapaeAccounts
import MapaeJOSE
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("Too many logins")
struct LoginThrottleRouteTests {
    @Test("get 429 with Retry-After, the same for names that exist and names that do not (L1, L2, L3)")
    func sameAnswer() async throws {
        try await Fixture.routes(changing: { $0.throttle = ThrottleLimits() }) { fixture, client in
            var answers: [Answer] = []
            for name in [Fixture.username, "nobody"] {
                for _ in 0..<5 { try await client.login(name, "wrong").expectRefusal(401, "invalid_credentials") }
                answers.append(try await client.login(name, "wrong"))
            }
            for answer in answers {
                answer.expectRefusal(429, "too_many_attempts")
                #expect(answer.headers[.retryAfter] == "1")
            }
            #expect(answers[0].body == answers[1].body)
            #expect(answers[0].headers == answers[1].headers)
            let store = fixture.server.store
            #expect(try await store.audit(AuditFilter(kind: "login_failed"), before: nil, limit: 99).count == 10)
            #expect(try await store.audit(AuditFilter(kind: "login_throttled"), before: nil, limit: 99).count == 2)
        }
    }

    @Test("do not lock out the owner's own device (L3)")
    func knownDevice() async throws {
        try await Fixture.routes(changing: { $0.throttle = ThrottleLimits() }) { _, client in
            let token = try await client.login().member("device_token")
            for _ in 0..<6 { _ = try await client.login(Fixture.username, "wrong") }
            try await client.login().expectRefusal(429, "too_many_attempts")
            let known: JSONValue = [
                "username": .string(Fixture.username), "password": .string(Fixture.password),
                "device_token": .string(token),
            ]
            #expect(try await client.post("/login", known).status == 200)
            for forged in ["", "x", token + "A", String(token.dropLast()), token.uppercased()] {
                let answer = try await client.post(
                    "/login",
                    [
                        "username": .string("nobody"), "password": "x", "device_token": .string(forged),
                    ])
                answer.expectRefusal(401, "invalid_credentials")
            }
        }
    }

    @Test("of many at once no more reach the hash than of as many in a row (L4)")
    func parallel() async throws {
        try await Fixture.routes(changing: { $0.throttle = ThrottleLimits() }) { _, client in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<200 { group.addTask { try await client.login(Fixture.username, "wrong").status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 401 }.count == 5)
            #expect(statuses.filter { $0 == 429 }.count == 195)
        }
    }

    @Test("a fault of the store is no wrong password, and counts for none")
    func fault() async throws {
        try await Fixture.routes(changing: { $0.throttle = ThrottleLimits() }) { fixture, client in
            await fixture.server.pool.shutdown()
            for _ in 0..<9 { try await client.login().expectRefusal(503, "temporarily_unavailable") }
        }
    }
}
#endif
