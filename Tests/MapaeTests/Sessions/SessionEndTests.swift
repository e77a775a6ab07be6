import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@Suite("The end of a session")
struct SessionEndTests {
    @Test(
        "is the end of both its tokens and of all their kin, by whichever token", arguments: Backing.allCases,
        [false, true])
    func logout(_ backing: Backing, _ byRefresh: Bool) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            let first = try await bench.sessions.begin(for: "ada")
            let other = try await bench.sessions.begin(for: "ada")
            let second = try await bench.refresh(first.refreshToken)
            let token =
                byRefresh
                ? try await bench.verify(try #require(second.refreshToken), .refresh)
                : try await bench.verify(first.accessToken)
            let end = try await bench.sessions.end(token)
            #expect(end.sessionIDs == [try #require(token.sessionID)])
            for tokens in [first, second] {
                #expect(await bench.refusal(tokens.accessToken) == .revoked)
                #expect(try await bench.refreshRefusal(tokens.refreshToken) == .revoked)
                #expect(await bench.refusal(tokens.accessToken, .insecureIgnoringRevocation) == nil)
            }
            // A token that was let in before the logout gets nothing after it.
            if byRefresh {
                await #expect(throws: TokenError(.sessionEnded)) { try await bench.sessions.rotate(token) }
            }
            #expect(await bench.refusal(other.accessToken) == nil)
            #expect(try await bench.refreshRefusal(other.refreshToken) == nil)
            #expect(try await bench.sessions.end(token).sessionIDs == [])
            #expect(bench.notes.kinds.filter { $0 == .ended }.count == 1)
        }
    }

    @Test("everywhere is the end of all a user's sessions, and of nobody else's", arguments: Backing.allCases)
    func everywhere(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            var mine: [TokenResponse] = []
            for _ in 0..<3 { mine.append(try await bench.sessions.begin(for: "ada")) }
            let hers = try await bench.sessions.begin(for: "grace")
            let here = try await bench.verify(mine[1].accessToken)
            let others = try await bench.sessions.endAll(of: "ada", except: here)
            #expect(others.sessionIDs.count == 2)
            #expect(await bench.refusal(mine[1].accessToken) == nil)
            #expect(await bench.refusal(mine[0].accessToken) == .revoked)
            #expect(try await bench.sessions.endAll(of: "ada").sessionIDs == [try #require(here.sessionID)])
            #expect(try await bench.sessions.endAll(of: "ada").sessionIDs == [])
            for tokens in mine {
                #expect(await bench.refusal(tokens.accessToken) == .revoked)
                #expect(try await bench.refreshRefusal(tokens.refreshToken) == .revoked)
            }
            #expect(await bench.refusal(hers.accessToken) == nil)
            // A login right after it, within the same second, is a new one.
            let anew = try await bench.sessions.begin(for: "ada")
            #expect(await bench.refusal(anew.accessToken) == nil)
        }
    }

    @Test("by its id is for its owner alone", arguments: Backing.allCases)
    func byID(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            let tokens = try await bench.sessions.begin(for: "ada")
            let id = try #require(try await bench.verify(tokens.accessToken).sessionID)
            for (name, subject) in [(id, "grace"), (id, ""), (id + "x", "ada"), ("", "ada")] {
                #expect(try await bench.sessions.end(session: name, of: subject).sessionIDs == [])
            }
            #expect(await bench.refusal(tokens.accessToken) == nil)
            #expect(try await bench.sessions.end(session: id, of: "ada").sessionIDs == [id])
            #expect(await bench.refusal(tokens.accessToken) == .revoked)
        }
    }

    @Test("comes with the revocation of a token, also of one that has expired (R12)", arguments: Backing.allCases)
    func revokes(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store)
            let tokens = try await bench.sessions.begin(for: "ada")
            bench.time.advance(by: .seconds(1000))
            let second = try await bench.refresh(tokens.refreshToken)
            #expect(await bench.refusal(tokens.accessToken) == .expired)
            try await bench.sessions.revoke(tokens.accessToken)
            #expect(await bench.refusal(second.accessToken) == .revoked)
            #expect(try await bench.refreshRefusal(second.refreshToken) == .revoked)
            let cursor = try await store.revocations(after: 0, limit: 9).cursor
            for _ in 0..<3 {
                bench.time.advance(by: .seconds(1))
                try await bench.sessions.revoke(tokens.accessToken)
            }
            #expect(bench.notes.kinds.filter { $0 == .ended }.count == 1)
            #expect(try await store.revocations(after: 0, limit: 9).cursor == cursor, "it was written again")
        }
    }

    @Test("is not what an unknown text brings about, which is no error (R12)")
    func foreignTexts() async throws {
        let store = MemoryStore()
        let bench = try SessionBench(store)
        let tokens = try await bench.sessions.begin(for: "ada")
        let access = tokens.accessToken
        let stranger = try SessionBench(MemoryStore(), key: .hs256(secret: "another secret of thirty-two bytes"))
        let sameIDs = JSONObject(
            dictionaryLiteral: ("sub", "ada"), ("exp", 1_700_000_900), ("type", "access"),
            ("sid", try await bench.verify(access).sessionID.map(JSONValue.string) ?? .null))
        let forged = try JWSSigner(key: .hs256(secret: "another secret of thirty-two bytes"), type: "JWT").sign(
            JSONValue.object(sameIDs).serialized())
        let foreign = try await stranger.sessions.begin(for: "ada").accessToken
        let texts = [
            "", "x", "a.b.c", "\0", "마패", String(access.dropLast()), access + "x", " " + access, "Bearer " + access,
            String(access.dropLast(3)) + "AAA", foreign, forged, String(repeating: "a", count: 100_000),
            String(repeating: ".", count: 10_000),
        ]
        for text in texts { try await bench.sessions.revoke(text) }
        #expect(await bench.refusal(access) == nil)
        #expect(try await store.revocations(after: 0, limit: 9).revocations.isEmpty)
    }

    @Test(
        "is not needed for a token that has none: it is revoked alone, until it would be refused anyway",
        arguments: Backing.allCases)
    func single(_ backing: Backing) async throws {
        try await backing.with { store in
            let bench = try SessionBench(store, token: TokenPolicy(leeway: .milliseconds(1500)))
            let pair = try bench.authority.tokenPair(for: "ada")
            #expect(await bench.refusal(pair.accessToken) == nil)
            try await bench.sessions.revoke(pair.accessToken)
            #expect(await bench.refusal(pair.accessToken) == .revoked)
            #expect(await bench.refusal(try #require(pair.refreshToken), .refresh) == nil)
            #expect(await bench.refusal(try bench.authority.accessToken(for: "ada").accessToken) == nil)
            let revoked = try await store.revocations(after: 0, limit: 9).revocations
            #expect(revoked.map(\.endsAt) == [bench.time.now.seconds + 1802])
            // A day after its end there is nothing to remember.
            let late = try bench.authority.accessToken(for: "ada").accessToken
            bench.time.advance(by: .seconds(903 + 86_400))
            try await bench.sessions.revoke(late)
            #expect(try await store.revocations(after: 0, limit: 9).revocations.count == 1)
        }
    }

    @Test("takes a token whose time has not begun, which would be good later")
    func notYet() async throws {
        let bench = try SessionBench(MemoryStore())
        let token = try JWSSigner(key: try #require(SessionBench.key), type: "JWT").sign(
            Array(#"{"sub":"ada","exp":1700000900,"nbf":1700000100,"iat":1700000050,"type":"access","jti":"j"}"#.utf8))
        try await bench.sessions.revoke(token)
        bench.time.advance(by: .seconds(100))
        #expect(await bench.refusal(token) == .revoked)
    }

    @Test("is refused for a token by which nothing can be named")
    func nameless() async throws {
        let bench = try SessionBench(MemoryStore())
        let text = try JWSSigner(key: try #require(SessionBench.key), type: "JWT").sign(
            Array(#"{"sub":"ada","exp":1700000900,"type":"access"}"#.utf8))
        let token = try await bench.verify(text)
        await #expect(throws: TokenError(.missingClaim)) { try await bench.sessions.end(token) }
        try await bench.sessions.revoke(text)
        #expect(await bench.refusal(text) == nil)
    }

    @Test("also ends what a sliding cookie has made of its tokens")
    func sliding() async throws {
        let bench = try SessionBench(
            MemoryStore(), token: TokenPolicy(refreshTokenLifetime: .seconds(1000)))
        let tokens = try await bench.sessions.begin(for: "ada")
        bench.time.advance(by: .seconds(890))
        let slid = try #require(
            try bench.authority.renewed(
                try await bench.verify(tokens.accessToken), whenLessThan: .seconds(60), upTo: .seconds(9999)))
        try await bench.sessions.endAll(of: "ada")
        bench.time.advance(by: .seconds(899))
        #expect(await bench.refusal(slid.accessToken) == .revoked)
    }

    @Test(
        "also ends what a sliding cookie has made of a token without a session, whichever is shown",
        arguments: [0, 1, 2])
    func slidingAlone(_ shown: Int) async throws {
        let bench = try SessionBench(MemoryStore())
        var tokens = [try bench.authority.accessToken(for: "ada").accessToken]
        for _ in 0..<2 {
            bench.time.advance(by: .seconds(450))
            let token = try await bench.verify(try #require(tokens.last))
            let next = try bench.authority.renewed(token, whenLessThan: .seconds(451), upTo: .seconds(9999))
            tokens.append(try #require(next).accessToken)
        }
        let other = try bench.authority.accessToken(for: "ada").accessToken
        try await bench.sessions.revoke(tokens[shown])
        for token in tokens.dropFirst() { #expect(await bench.refusal(token) == .revoked) }
        bench.time.advance(by: .seconds(899))
        #expect(await bench.refusal(tokens[2]) == .revoked)
        #expect(await bench.refusal(other) == nil)
    }
}
