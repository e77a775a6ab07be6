#if Server
import HTTPTypes
import MapaeAccounts
import MapaeJOSE
import MapaeSQL
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("Refresh, logout, and what is left of a session")
struct LogoutTests {
    @Test("a used refresh token gets the same answer for ten seconds, and ends the session after them (R1, R3)")
    func rotation() async throws {
        try await Fixture.routes { fixture, client in
            let first = try await client.tokens()
            let second = try Tokens(try await client.refresh(bearer: first.refresh))
            fixture.clock.advance(by: .milliseconds(9999))
            let again = try Tokens(try await client.refresh(body: first.refresh))
            #expect(again.refresh == second.refresh)
            #expect(try await client.get("/me", token: again.access).status == 200)
            fixture.clock.advance(by: .milliseconds(1))
            try await client.refresh(bearer: first.refresh).expectRefusal(401, "session_ended")
            for tokens in [first, second, again] {
                try await client.get("/me", token: tokens.access).expectRefusal(401, "token_revoked")
                try await client.refresh(bearer: tokens.refresh).expectRefusal(401, "token_revoked")
            }
        }
    }

    @Test("one logout ends both tokens, whichever is sent, and may come twice and late", arguments: [false, true])
    func logout(_ byRefresh: Bool) async throws {
        try await Fixture.routes { fixture, client in
            let tokens = try await client.tokens()
            let other = try await client.tokens()
            fixture.clock.advance(by: .seconds(900))
            let second = try Tokens(try await client.refresh(bearer: tokens.refresh))
            let answer =
                byRefresh
                ? try await client.post("/logout", ["refresh_token": .string(second.refresh)])
                : try await client.logout(tokens.access)
            #expect(answer.status == 204)
            #expect(answer.body.isEmpty)
            #expect(answer.headers[.cacheControl] == "no-store")
            try await client.get("/me", token: second.access).expectRefusal(401, "token_revoked")
            try await client.refresh(bearer: second.refresh).expectRefusal(401, "token_revoked")
            #expect(try await client.logout(second.access).status == 204)
            #expect(try await client.refresh(bearer: other.refresh).status == 200)
        }
    }

    @Test("a logout without a token, or with one of nobody's, is refused")
    func strangers() async throws {
        try await Fixture.routes { _, client in
            let tokens = try await client.tokens()
            try await client.logout(nil).expectRefusal(401, "missing_token")
            try await client.post("/logout", [:]).expectRefusal(401, "missing_token")
            try await client.logout("x").expectRefusal(401, "invalid_token")
            try await client.logout(tokens.access + "x").expectRefusal(401, "invalid_token")
            try await client.post("/logout", ["refresh_token": 1]).expectRefusal(400, "invalid_request")
            try await client.post("/logout", Array("[".utf8)).expectRefusal(400, "invalid_request")
            try await client.logout(nil, "/logout-all").expectRefusal(401, "missing_token")
            try await client.logout(tokens.refresh, "/logout-all").expectRefusal(401, "wrong_token_type")
            try await client.send(.get, "/logout").expectRefusal(405, "method_not_allowed")
            #expect(try await client.get("/me", token: tokens.access).status == 200)
        }
    }

    @Test("logging out everywhere ends all of a user's sessions, and nobody else's")
    func everywhere() async throws {
        try await Fixture.routes { fixture, client in
            _ = try await fixture.server.accounts.create(username: "grace", password: "another long password")
            let hers = try await client.tokens("grace", "another long password")
            var mine: [Tokens] = []
            for _ in 0..<3 { mine.append(try await client.tokens()) }
            #expect(try await client.logout(mine[1].access, "/logout-all").status == 204)
            for tokens in mine {
                try await client.get("/me", token: tokens.access).expectRefusal(401, "token_revoked")
                try await client.refresh(bearer: tokens.refresh).expectRefusal(401, "token_revoked")
            }
            #expect(try await client.get("/me", token: hers.access).status == 200)
            #expect(try await client.get("/me", token: try await client.tokens().access).status == 200)
        }
    }

    @Test("a restart forgets neither what has ended nor what was used (R18)")
    func restart() async throws {
        try await Scratch.folder { folder in
            let found = Found()
            try await Fixture.with(folder: folder) { fixture in
                try await Fixture.ask(fixture.server) { client in
                    let ended = try await client.tokens()
                    #expect(try await client.logout(ended.access).status == 204)
                    let used = try await client.tokens()
                    let next = try Tokens(try await client.refresh(bearer: used.refresh))
                    await found.set([ended, used, next])
                }
            }
            try await Fixture.with(folder: folder, hasUser: false) { fixture in
                let tokens = await found.tokens
                try await Fixture.ask(fixture.server) { client in
                    try await client.get("/me", token: tokens[0].access).expectRefusal(401, "token_revoked")
                    try await client.refresh(bearer: tokens[0].refresh).expectRefusal(401, "token_revoked")
                    #expect(
                        try Tokens(try await client.refresh(bearer: tokens[1].refresh)).refresh == tokens[2].refresh)
                    fixture.clock.advance(by: .seconds(10))
                    try await client.refresh(bearer: tokens[1].refresh).expectRefusal(401, "session_ended")
                    try await client.get("/me", token: tokens[2].access).expectRefusal(401, "token_revoked")
                }
            }
        }
    }

    @Test("a session ends at its limit, however often it is used (R10)")
    func limit() async throws {
        try await Fixture.routes { fixture, client in
            var tokens = try await client.tokens()
            for _ in 0..<3 {
                fixture.clock.advance(by: .seconds(29 * 24 * 3600))
                tokens = try Tokens(try await client.refresh(bearer: tokens.refresh))
            }
            fixture.clock.advance(by: .seconds(3 * 24 * 3600))
            try await client.refresh(bearer: tokens.refresh).expectRefusal(401, "token_expired")
        }
    }

    @Test("a store that fails ends nothing and refreshes nothing, and protected routes go on (R6)")
    func fault() async throws {
        try await Fixture.routes { fixture, client in
            let tokens = try await client.tokens()
            try await Files.sql("ALTER TABLE sessions RENAME TO elsewhere", in: fixture.folder)
            for answer in [
                try await client.login(), try await client.refresh(bearer: tokens.refresh),
                try await client.logout(tokens.access), try await client.logout(tokens.access, "/logout-all"),
            ] {
                answer.expectRefusal(503, "temporarily_unavailable")
                #expect(answer.headers[.retryAfter] == "1")
            }
            #expect(try await client.get("/me", token: tokens.access).status == 200)
            try await Files.sql("ALTER TABLE elsewhere RENAME TO sessions", in: fixture.folder)
            #expect(try await client.logout(tokens.access, "/logout-all").status == 204)
            try await client.get("/me", token: tokens.access).expectRefusal(401, "token_revoked")
        }
    }

    private actor Found {
        private(set) var tokens: [Tokens] = []
        func set(_ tokens: [Tokens]) { self.tokens = tokens }
    }
}
#endif
