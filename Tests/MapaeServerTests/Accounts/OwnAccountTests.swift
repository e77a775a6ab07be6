#if Server
import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("The own account")
struct OwnAccountTests {
    @Test("lists its sessions with their devices, and ends one of them, but nobody else's")
    func sessions() async throws {
        try await Fixture.routes { fixture, client in
            _ = try await client.post("/users", ["username": "grace", "password": "a good passphrase"])
            let grace = try await client.tokens("grace", "a good passphrase")
            let first = try Tokens(
                try await client.post(
                    "/login",
                    [
                        "username": .string(Fixture.username), "password": .string(Fixture.password),
                        "device": "Ada's\u{202E} \u{7}laptop",
                    ]))
            fixture.clock.advance(by: .seconds(5))
            let second = try await client.tokens()
            let list = try #require(try await client.get("/sessions", token: second.access).object["sessions"]?.array)
            #expect(list.count == 2)
            let devices = list.map { $0.object?["device"]?.string }
            #expect(devices[0] == "Ada's laptop")
            #expect(list.map { $0.object?["current"]?.bool } == [false, true])
            let id = try #require(list[0].object?["id"]?.string)
            #expect(try await client.send(.delete, "/sessions/\(id)", token: grace.access).status == 204)
            #expect(try await client.get("/me", token: first.access).status == 200)
            #expect(try await client.send(.delete, "/sessions/\(id)", token: second.access).status == 204)
            try await client.get("/me", token: first.access).expectRefusal(401, "token_revoked")
            #expect(try await client.send(.delete, "/sessions/\(id)", token: second.access).status == 204)
            #expect(try await client.send(.delete, "/sessions/none", token: second.access).status == 204)
            #expect(try await client.get("/me", token: second.access).status == 200)
        }
    }

    @Test("is deleted with its sessions by who knows the password (L12)")
    func deletion() async throws {
        try await Fixture.routes { fixture, client in
            let tokens = try await client.tokens()
            try await client.send(.delete, "/me", token: tokens.access, ["password": "wrong"])
                .expectRefusal(403, "invalid_credentials")
            try await client.send(.delete, "/me", token: tokens.access, [:]).expectRefusal(400, "invalid_request")
            let answer = try await client.send(
                .delete, "/me", token: tokens.access, ["password": .string(Fixture.password)])
            #expect(answer.status == 204)
            try await client.get("/me", token: tokens.access).expectRefusal(401, "token_revoked")
            try await client.refresh(bearer: tokens.refresh).expectRefusal(401, "token_revoked")
            try await client.login().expectRefusal(401, "invalid_credentials")
            #expect(try await !fixture.server.store.hasUsers())
        }
    }

    @Test("has at most a hundred sessions: the one that was used least lately makes room")
    func room() async throws {
        try await Fixture.with { fixture in
            let sessions = fixture.server.sessions
            let user = try #require(try await fixture.server.store.user(named: Fixture.username))
            var first: [String] = []
            for _ in 0..<101 {
                fixture.clock.advance(by: .seconds(1))
                first.append(try await sessions.begin(for: user.id).accessToken)
            }
            #expect(try await sessions.sessions(of: user.id).count == 100)
            await #expect(throws: TokenError(.revoked)) { try await sessions.verify(first[0][...], .access) }
            _ = try await sessions.verify(first[1][...], .access)
            let events = try await fixture.server.store.audit(
                AuditFilter(kind: "session_displaced"), before: nil, limit: 10)
            #expect(events.count == 1)
        }
    }
}
#endif
