#if Server
import HTTPTypes
import MapaeSQL
import MapaeStore
import Testing

@testable import Mapae
@testable import MapaeServer

@Suite("GET /readyz")
struct ReadinessTests {
    /// Nobody looks in these tests, and a busy machine takes its time.
    private static func lookNow(_ server: TokenServer) {
        server.keys.noteRead(at: .now)
        server.sessions.housekeeping.noteLook(at: .now)
    }

    private static let long = ContinuousClock.Instant.now - .seconds(HealthRoutes.patience)

    @Test("says it when the signing keys have not been read for ten seconds, while tokens are checked as before (D7)")
    func keys() async throws {
        try await Fixture.routes { fixture, client in
            let server = fixture.server
            let token = try await client.tokens().access
            // The key that is held is made with the first look, which takes its time.
            try await server.keys.tick(log: Fixture.silent)
            try await Files.sql("ALTER TABLE signing_keys RENAME TO elsewhere", in: fixture.folder)
            Self.lookNow(server)
            await #expect(throws: StoreError.self) { try await server.keys.tick(log: Fixture.silent) }
            // Once is nothing.
            #expect(try await client.get("/readyz").status == 200)
            Self.lookNow(server)
            server.keys.noteRead(at: Self.long)
            await #expect(throws: StoreError.self) { try await server.keys.tick(log: Fixture.silent) }
            let answer = try await client.get("/readyz")
            answer.expectRefusal(503, "temporarily_unavailable")
            #expect(answer.headers[.retryAfter] == "1" && answer.text.contains("signing keys"))
            #expect(try await client.get("/me", token: token).status == 200)
            #expect(try await client.get("/healthz").status == 200)
            try await Files.sql("ALTER TABLE elsewhere RENAME TO signing_keys", in: fixture.folder)
            server.sessions.housekeeping.noteLook(at: .now)
            try await server.keys.tick(log: Fixture.silent)
            #expect(try await client.get("/readyz").status == 200)
        }
    }

    @Test("says it when the revocations have not been read for ten seconds, while those that are known count (D7)")
    func revocations() async throws {
        try await Fixture.routes { fixture, client in
            let server = fixture.server
            let (dead, alive) = (try await client.tokens().access, try await client.tokens().access)
            #expect(try await client.logout(dead).status == 204)
            try await Files.sql("ALTER TABLE revocations RENAME TO elsewhere", in: fixture.folder)
            Self.lookNow(server)
            await server.sessions.tick()
            #expect(try await client.get("/readyz").status == 200)
            Self.lookNow(server)
            server.sessions.housekeeping.noteLook(at: Self.long)
            await server.sessions.tick()
            let answer = try await client.get("/readyz")
            answer.expectRefusal(503, "temporarily_unavailable")
            #expect(answer.headers[.retryAfter] == "1" && answer.text.contains("revocations"))
            #expect(try await client.get("/me", token: alive).status == 200)
            #expect(try await client.get("/me", token: dead).status == 401)
            try await Files.sql("ALTER TABLE elsewhere RENAME TO revocations", in: fixture.folder)
            server.keys.noteRead(at: .now)
            await server.sessions.tick()
            #expect(try await client.get("/readyz").status == 200)
        }
    }

    @Test("says it when the store does not answer")
    func store() async throws {
        try await Fixture.routes { fixture, client in
            try await Files.sql("ALTER TABLE users RENAME TO elsewhere", in: fixture.folder)
            Self.lookNow(fixture.server)
            try await client.get("/readyz").expectRefusal(503, "temporarily_unavailable")
            try await Files.sql("ALTER TABLE elsewhere RENAME TO users", in: fixture.folder)
            #expect(try await client.get("/readyz").status == 200)
        }
    }
}
#endif
