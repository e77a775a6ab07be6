#if Server
import HTTPTypes
import Mapae
import MapaeAccounts
import MapaeJOSE
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("Changing the own password")
struct PasswordChangeTests {
    private static let new = "another good passphrase"

    private static func change(
        _ client: Client, _ token: String, _ current: String, _ new: String
    ) async throws -> Answer {
        try await client.send(
            .post, "/password", token: token, ["current_password": .string(current), "new_password": .string(new)])
    }

    @Test("ends all other sessions and no other user's, in the step that is recorded (L16)")
    func story() async throws {
        try await Fixture.routes { fixture, client in
            let first = try await client.tokens()
            let others = [try await client.tokens(), try await client.tokens()]
            let answer = try await Self.change(client, first.access, Fixture.password, Self.new)
            #expect(answer.status == 204)
            #expect(try await client.get("/me", token: first.access).status == 200)
            #expect(try await client.refresh(bearer: first.refresh).status == 200)
            for other in others {
                try await client.get("/me", token: other.access).expectRefusal(401, "token_revoked")
                try await client.refresh(bearer: other.refresh).expectRefusal(401, "token_revoked")
            }
            try await client.login().expectRefusal(401, "invalid_credentials")
            #expect(try await client.login(Fixture.username, Self.new).status == 200)
            let user = try #require(try await fixture.server.store.user(named: Fixture.username))
            let kinds = try await fixture.server.store.audit(AuditFilter(subject: user.id), before: nil, limit: 20)
                .map(\.record.kind)
            #expect(kinds.filter { $0 == "password_changed" }.count == 1)
            #expect(kinds.filter { $0 == "session_ended" }.count == 2)
        }
    }

    @Test("needs the present password, and a new one that the policy takes")
    func refusals() async throws {
        try await Fixture.routes { fixture, client in
            let token = try await client.tokens().access
            try await Self.change(client, token, "wrong password", Self.new).expectRefusal(403, "invalid_credentials")
            try await Self.change(client, token, Fixture.password, "short").expectRefusal(400, "password_too_short")
            try await Self.change(client, token, Fixture.password, "password1").expectRefusal(
                400, "password_too_common")
            try await client.send(.post, "/password", token: token, ["new_password": "x"])
                .expectRefusal(400, "invalid_request")
            try await client.post("/password", ["current_password": "x", "new_password": "y"])
                .expectRefusal(401, "missing_token")
            #expect(try await client.login().status == 200)
            let failed = try await fixture.server.store.audit(
                AuditFilter(kind: "password_change_failed"), before: nil, limit: 10)
            #expect(failed.count == 1)
        }
    }

    @Test("is limited as logins are, but not by a stranger's wrong passwords (L3, L4)")
    func limited() async throws {
        try await Fixture.routes(changing: { $0.throttle.freeGuesses = 2 }) { _, client in
            let token = try await client.tokens().access
            for _ in 0..<2 { try await client.login("ada", "wrong").expectRefusal(401, "invalid_credentials") }
            try await client.login().expectRefusal(429, "too_many_attempts")
            for _ in 0..<2 {
                try await Self.change(client, token, "wrong", Self.new).expectRefusal(403, "invalid_credentials")
            }
            try await Self.change(client, token, Fixture.password, Self.new).expectRefusal(429, "too_many_attempts")
        }
    }

    @Test("a login that was under way when the password was changed does not survive it")
    func race() async throws {
        try await Fixture.with { fixture in
            let server = fixture.server
            let before = try await server.accounts.authenticate(
                username: Fixture.username, password: Fixture.password)
            let change = try await server.accounts.edit(
                before.id, AccountEdit(password: .set(Self.new)), ending: server.sessions.sweep())
            server.sessions.learn(change.ended, of: before.id)
            await #expect(throws: TokenError.self) {
                try await server.sessions.begin(for: before.id, epoch: before.sessionEpoch)
            }
            #expect(try await server.store.sessions(of: before.id).isEmpty)
        }
    }
}
#endif
