#if Server
import HTTPTypes
import MapaeAccounts
import MapaeJOSE
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("Signing up")
struct SignUpTests {
    @Test("makes a user who can log in, in any spelling of the name, and is recorded")
    func story() async throws {
        try await Fixture.routes(hasUser: false) { fixture, client in
            let answer = try await client.post(
                "/users", ["username": "Gräce", "password": "a good passphrase", "email": "Grace@Example.COM"])
            #expect(answer.status == 201)
            #expect(try answer.member("username") == "gräce")
            #expect(try answer.member("email") == "grace@example.com")
            let id = try answer.member("id")
            #expect(try await client.login("GRA\u{308}CE", "a good passphrase").status == 200)
            let events = try await fixture.server.store.audit(AuditFilter(subject: id), before: nil, limit: 10)
            #expect(events.map(\.record.kind) == ["session_began", "user_created"])
            #expect(events.last?.record.actor == id)
        }
    }

    @Test(
        "refuses what cannot be a name or a password, and says why",
        arguments: [
            ("ada", "a good passphrase", 409, "username_taken"),
            ("ADA", "a good passphrase", 409, "username_taken"),
            ("", "a good passphrase", 400, "invalid_username"),
            ("a da", "a good passphrase", 400, "invalid_username"),
            ("ad\u{430}", "a good passphrase", 400, "invalid_username"),
            ("ada\u{200B}", "a good passphrase", 400, "invalid_username"),
            ("grace", "short", 400, "password_too_short"),
            ("grace", "password", 400, "password_too_common"),
            ("grace.hopper", "Grace.Hopper", 400, "password_equals_username"),
            ("grace", String(repeating: "p", count: 1025), 400, "password_too_long"),
            ("grace", "nul\u{0}nulnul", 400, "invalid_request"),
        ])
    func refusals(_ username: String, _ password: String, _ status: Int, _ code: String) async throws {
        try await Fixture.routes { _, client in
            let answer = try await client.post(
                "/users", ["username": .string(username), "password": .string(password)])
            answer.expectRefusal(status, code)
        }
    }

    @Test("is no way to get a role, or anything else that nobody offers")
    func noRoles() async throws {
        try await Fixture.routes { fixture, client in
            for member in ["roles", "id", "disabled", "password_hash", "Username"] {
                let answer = try await client.post(
                    "/users", ["username": "mallory", "password": "a good passphrase", .init(member): ["admin"]])
                answer.expectRefusal(400, "invalid_request", member)
            }
            #expect(try await fixture.server.store.user(named: "mallory") == nil)
        }
    }

    @Test("can be switched off, and then is not there")
    func off() async throws {
        try await Fixture.routes(changing: { $0.signUp = false }) { _, client in
            let answer = try await client.post("/users", ["username": "grace", "password": "a good passphrase"])
            answer.expectRefusal(404, "not_found")
        }
    }

    @Test("is limited for each network, and the limit is recorded once (L3, L6)")
    func limited() async throws {
        try await Fixture.routes(changing: { $0.throttle.signUpCapacity = 2 }) { fixture, client in
            for name in ["u1", "u2"] {
                let made = try await client.post(
                    "/users", ["username": .string(name), "password": "a good passphrase"])
                #expect(made.status == 201)
            }
            for _ in 0..<3 {
                let answer = try await client.post("/users", ["username": "u3", "password": "a good passphrase"])
                answer.expectRefusal(429, "too_many_attempts")
                #expect(answer.headers[.retryAfter].flatMap { Int($0) }.map { $0 >= 1 } == true)
            }
            let events = try await fixture.server.store.audit(
                AuditFilter(kind: "sign_up_throttled"), before: nil, limit: 10)
            #expect(events.count == 1)
        }
    }
}
#endif
