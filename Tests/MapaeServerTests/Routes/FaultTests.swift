#if Server
import Dispatch
import HTTPTypes
import MapaeAccounts
import MapaeSQL
import Synchronization
import Testing

@testable import MapaeServer

@Suite("When something inside fails")
struct FaultTests {
    @Test("a store that fails is 503 with Retry-After, not a wrong password and not a bad token")
    func storeFault() async throws {
        try await Fixture.routes { fixture, client in
            let tokens = try await client.tokens()
            try await Files.sql("ALTER TABLE users RENAME TO elsewhere", in: fixture.folder)
            for answer in [
                try await client.login(), try await client.login("grace", "wrong password"),
                try await client.refresh(bearer: tokens.refresh), try await client.refresh(body: tokens.refresh),
            ] {
                answer.expectRefusal(503, "temporarily_unavailable")
                #expect(answer.headers[.retryAfter] == "1")
            }
            #expect(try await client.get("/me", token: tokens.access).status == 200)
            #expect(try await client.get("/healthz").status == 200)

            try await Files.sql("ALTER TABLE elsewhere RENAME TO users", in: fixture.folder)
            #expect(try await client.login().status == 200)
            #expect(try await client.refresh(bearer: tokens.refresh).status == 200)
        }
    }

    @Test("a damaged row is a fault of the server, not a wrong password, and tells nothing (H29)")
    func damagedHash() async throws {
        try await Fixture.routes { fixture, client in
            try await Files.sql("UPDATE users SET password_hash = 'secret-looking'", in: fixture.folder)
            let answer = try await client.login()
            answer.expectRefusal(503, "temporarily_unavailable")
            #expect(!answer.text.contains("hash"))
            #expect(try await client.get("/healthz").status == 200)
        }
    }

    @Test("a column of another type is a fault of the store")
    func damagedColumn() async throws {
        try await Fixture.routes { fixture, client in
            try await Files.sql("UPDATE users SET created_at = 'yesterday'", in: fixture.folder)
            try await client.login().expectRefusal(503, "temporarily_unavailable")
        }
    }

    @Test("more logins than may wait are 503 with Retry-After in a moment, and the others go on (L8)")
    func overload() async throws {
        try await Fixture.routes { fixture, client in
            let pool = fixture.server.pool
            let gate = DispatchSemaphore(value: 0)
            let jobs = 1 + HashingPool.defaultWaiting
            let tokens = try await client.tokens()
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0...jobs {
                    group.addTask {
                        do {
                            try await pool.run { gate.wait() }
                            return true
                        } catch let error as AccountError where error == AccountError(.overloaded) {
                            return false
                        }
                    }
                }
                // One job was too many, so now exactly as many as may wait are there.
                #expect(try await group.next() == false)
                for username in [Fixture.username, "grace"] {
                    let answer = try await client.login(username, "wrong password")
                    answer.expectRefusal(503, "temporarily_unavailable")
                    #expect(answer.headers[.retryAfter] == "1")
                }
                #expect(try await client.get("/me", token: tokens.access).status == 200)
                #expect(try await client.refresh(bearer: tokens.refresh).status == 200)
                for _ in 0..<jobs { gate.signal() }
                for try await done in group { #expect(done) }
            }
            #expect(try await client.login().status == 200)
        }
    }

    @Test("a pool that is shut down is 503, not 500")
    func shutDown() async throws {
        try await Fixture.routes { fixture, client in
            await fixture.server.pool.shutdown()
            let answer = try await client.login()
            answer.expectRefusal(503, "temporarily_unavailable")
            #expect(answer.headers[.retryAfter] == "1")
        }
    }
}
#endif
