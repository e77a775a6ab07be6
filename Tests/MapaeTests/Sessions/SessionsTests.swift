import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@Suite("Sessions")
struct SessionsTests {
    @Test("begin with a pair of tokens of one session, and remember digests alone", arguments: Backing.allCases)
    func begins(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            let response = try await bench.sessions.begin(
                for: "ada", scopes: ["read", "write"], claims: ["role": "admin"])
            #expect(response.expiresIn == 900)
            #expect(response.scopes == ["read", "write"])
            let access = try await bench.verify(response.accessToken, .fresh, .scope("read", "write"))
            let refresh = try await bench.verify(try #require(response.refreshToken), .refresh)
            #expect(access.subject == "ada")
            #expect(access.sessionID == refresh.sessionID)
            #expect(access.sessionID?.utf8.count == 22)
            #expect(access.tokenID != refresh.tokenID)
            #expect(access.claims["role"]?.string == "admin")
            #expect(refresh.claims["role"]?.string == "admin")
            #expect(access.claims["auth_time"]?.integer == bench.time.now.seconds)
            #expect(refresh.scopes == [])

            let session = try #require(try await bench.sessions.sessions(of: "ada").first)
            #expect(session.id == access.sessionID)
            #expect(session.scopes == ["read", "write"])
            #expect(session.claims["role"]?.string == "admin")
            #expect(session.createdAt == bench.time.now)
            #expect(session.endsAt == bench.time.now.advanced(by: .seconds(90 * 86_400)))
            let record = try #require(try await store.session(id: session.id))
            #expect(record.current.count == 32)
            #expect(record.aliveUntil == refresh.expirationTime.seconds)
            #expect(bench.notes.kinds == [.began])
        }
    }

    @Test("go on with new tokens that are not fresh and say what the old ones said", arguments: Backing.allCases)
    func rotates(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            let first = try await bench.sessions.begin(for: "ada", scopes: ["read"], claims: ["role": "admin"])
            let login = bench.time.now
            bench.time.advance(by: .seconds(600))
            let second = try await bench.refresh(first.refreshToken)
            #expect(second.refreshToken != first.refreshToken)
            let access = try await bench.verify(second.accessToken, .scope("read"))
            #expect(!access.isFresh)
            #expect(access.claims["role"]?.string == "admin")
            #expect(access.claims["auth_time"]?.integer == login.seconds)
            #expect(access.claims.issuedAt == bench.time.now)
            let old = try await bench.verify(first.accessToken, .fresh)
            #expect(old.sessionID == access.sessionID)
            let third = try await bench.refresh(second.refreshToken)
            #expect(await bench.refusal(third.accessToken) == nil)
            #expect(bench.notes.kinds == [.began, .refreshed, .refreshed])
            let session = try #require(try await bench.sessions.sessions(of: "ada").first)
            #expect(session.usedAt == bench.time.now)
            #expect(session.createdAt == login)
        }
    }

    @Test("answer a lost answer again, byte for byte, whatever became of it (R3)", arguments: Backing.allCases)
    func replays(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store, accept: [.cookie()])
            let first = try await bench.sessions.begin(for: "ada", scopes: ["read"])
            let second = try await bench.refresh(first.refreshToken)
            for milliseconds in [0, 1, 4000, 5998] {
                bench.time.advance(by: .milliseconds(milliseconds))
                let again = try await bench.refresh(first.refreshToken)
                #expect(again.refreshToken == second.refreshToken)
                #expect(again.refreshCSRFToken == second.refreshCSRFToken)
                #expect(again.accessToken != second.accessToken)
                #expect(again.scopes == ["read"])
                #expect(again.refreshExpiresIn == 30 * 86_400 - (bench.time.now.seconds - 1_700_000_000))
                #expect(await bench.refusal(again.accessToken, .accept(.header)) == nil)
            }
            // 9.999 s have passed. The successor is used, and its own window begins.
            let third = try await bench.refresh(second.refreshToken)
            #expect(try await bench.refresh(first.refreshToken).refreshToken == second.refreshToken)
            #expect(try await bench.refresh(second.refreshToken).refreshToken == third.refreshToken)
            #expect(try await bench.refresh(third.refreshToken).refreshToken != third.refreshToken)
            #expect(!bench.notes.kinds.contains(.reused))
        }
    }

    @Test(
        "end when a used refresh token comes back too late, with all that grew from it (R1)",
        arguments: Backing.allCases)
    func reuse(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            let bystander = try await bench.sessions.begin(for: "ada")
            let first = try await bench.sessions.begin(for: "ada")
            let second = try await bench.refresh(first.refreshToken)
            let third = try await bench.refresh(second.refreshToken)
            bench.time.advance(by: .seconds(10))
            #expect(try await bench.refreshRefusal(first.refreshToken) == .refreshTokenReused)
            for token in [first, second, third].map(\.accessToken) {
                #expect(await bench.refusal(token) == .revoked)
            }
            for token in [first, second, third].map(\.refreshToken) {
                #expect(try await bench.refreshRefusal(token) == .revoked)
            }
            let event = try #require(bench.notes.events.last { $0.kind == .reused })
            #expect(event.subject == "ada")
            #expect(event.sessionID == (try bench.authority.verify(first.accessToken).sessionID))
            #expect(try await bench.sessions.sessions(of: "ada").count == 1)
            #expect(await bench.refusal(bystander.accessToken) == nil)
            #expect(try await bench.refreshRefusal(bystander.refreshToken) == nil)
        }
    }

    @Test(
        "end at their limit, however often they are used, and no token lives longer (R10)", arguments: Backing.allCases)
    func absoluteLimit(_ backing: Backing) async throws {
        try await backing.with { store in
            let policy = try SessionPolicy(absoluteLifetime: .seconds(3600))
            let bench = try SessionBench(store, policy: policy)
            var tokens = try await bench.sessions.begin(for: "ada")
            let end = bench.time.now.advanced(by: .seconds(3600))
            for _ in 0..<7 {
                bench.time.advance(by: .seconds(500))
                tokens = try await bench.refresh(tokens.refreshToken)
                let refresh = try await bench.verify(try #require(tokens.refreshToken), .refresh)
                #expect(refresh.expirationTime == end)
                let access = try await bench.verify(tokens.accessToken)
                #expect(access.expirationTime == min(bench.time.now.advanced(by: .seconds(900)), end))
                #expect(tokens.expiresIn == access.expirationTime.seconds - bench.time.now.seconds)
            }
            let last = try await bench.verify(try #require(tokens.refreshToken), .refresh)
            bench.time.set(end)
            #expect(await bench.refusal(tokens.accessToken) == .expired)
            #expect(try await bench.refreshRefusal(tokens.refreshToken) == .expired)
            // One that was checked a moment before the end, and is used after it.
            await #expect(throws: TokenError(.sessionEnded)) { try await bench.sessions.rotate(last) }
            #expect(bench.notes.kinds.last == .overdue)
            #expect(try await bench.sessions.sessions(of: "ada").isEmpty)
        }
    }

    @Test("end when they are not used as long as a refresh token lives", arguments: Backing.allCases)
    func idleLimit(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store, token: TokenPolicy(refreshTokenLifetime: .seconds(3600)))
            var tokens = try await bench.sessions.begin(for: "ada")
            for _ in 0..<5 {
                bench.time.advance(by: .seconds(3599))
                tokens = try await bench.refresh(tokens.refreshToken)
            }
            bench.time.advance(by: .seconds(3600))
            #expect(try await bench.refreshRefusal(tokens.refreshToken) == .expired)
            #expect(try await bench.sessions.sessions(of: "ada").isEmpty)
            bench.time.advance(by: .seconds(86_401))
            _ = try await bench.sessions.begin(for: "grace")
            #expect(try await store.sessions(of: "ada").isEmpty, "a dead session was not forgotten")
        }
    }

    @Test("take only refresh tokens of a session for a refresh")
    func wrongTokens() async throws {
        let bench = try SessionBench(MemoryStore())
        let tokens = try await bench.sessions.begin(for: "ada")
        let access = try await bench.verify(tokens.accessToken)
        await #expect(throws: TokenError(.wrongTokenType(expected: .refresh))) {
            try await bench.sessions.rotate(access)
        }
        let without = try bench.authority.tokenPair(for: "ada")
        #expect(try await bench.refreshRefusal(without.refreshToken) == .sessionEnded)
        #expect(try await bench.refreshRefusal(tokens.accessToken) == .wrongTokenType(expected: .refresh))
    }

    @Test("take a refresh token for their own session alone (R7)")
    func otherSessions() async throws {
        let bench = try SessionBench(MemoryStore())
        let mine = try await bench.sessions.begin(for: "ada")
        let hers = try await bench.sessions.begin(for: "grace")
        let sessionID = try #require(try await bench.verify(mine.accessToken).sessionID)
        let refresh = try #require(hers.refreshToken)
        let tokenID = try #require(try await bench.verify(refresh, .refresh).tokenID)
        // Signed by this very authority, as if a mistake of it had mixed up two sessions.
        var content = TokenContent(.refresh, for: "grace")
        content.sessionID = sessionID
        content.tokenID = tokenID
        #expect(try await bench.refreshRefusal(bench.authority.issue(content).text) == .sessionEnded)
        // Neither session has ended of it.
        #expect(try await bench.refreshRefusal(hers.refreshToken) == nil)
        #expect(try await bench.refreshRefusal(mine.refreshToken) == nil)
    }

    @Test("that a store has lost are refused")
    func lostStore() async throws {
        let bench = try SessionBench(MemoryStore())
        let tokens = try await bench.sessions.begin(for: "ada")
        let other = try SessionBench(MemoryStore(), time: bench.time)
        #expect(try await other.refreshRefusal(tokens.refreshToken) == .sessionEnded)
        #expect(other.notes.kinds == [.unknown])
        // And their end is an end all the same.
        #expect(await other.refusal(tokens.accessToken) == nil)
        try await other.sessions.end(try await other.verify(tokens.accessToken))
        #expect(await other.refusal(tokens.accessToken) == .revoked)
        #expect(await other.refusal(try #require(tokens.refreshToken), .refresh) == .revoked)
    }

    @Test("say to cookies whether they should last", arguments: [nil, true, false] as [Bool?], [true, false])
    func persistence(_ wish: Bool?, _ usual: Bool) async throws {
        let cookie = CookieCarrier(isPersistent: usual)
        let bench = try SessionBench(MemoryStore(), accept: [.cookie(cookie)])
        let tokens = try await bench.sessions.begin(for: "ada", isPersistent: wish)
        let renewed = try await bench.refresh(tokens.refreshToken)
        for answer in [tokens, renewed] {
            let cookies = try bench.sessions.inCookies(answer).cookies
            #expect(cookies.count == 4)
            for cookie in cookies { #expect((cookie.maxAge != nil) == wish ?? usual, "\(cookie.name)") }
        }
        #expect(try await bench.sessions.sessions(of: "ada").first?.isPersistent == wish)
    }
}
