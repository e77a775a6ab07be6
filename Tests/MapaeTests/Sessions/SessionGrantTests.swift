import Mapae
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

@Suite("What a refresh grants")
struct SessionGrantTests {
    @Test func `a part of the scopes can be asked for, for one access token, and no other (R8)`() async throws {
        let bench = try SessionBench(MemoryStore())
        var tokens = try await bench.sessions.begin(for: "ada", scopes: ["read", "write"])
        tokens = try await bench.refresh(tokens.refreshToken, scopes: ["write"])
        #expect(tokens.scopes == ["write"])
        #expect(try await bench.verify(tokens.accessToken).scopes == ["write"])
        for wanted in [["admin"], ["read", "admin"], ["Read"], ["read write"], [""], ["read\u{301}"]] {
            await #expect(
                throws: TokenError(
                    .insufficientScope(
                        required: wanted.filter { $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && !$0.isEmpty }))
            ) {
                try await bench.refresh(tokens.refreshToken, scopes: wanted)
            }
        }
        tokens = try await bench.refresh(tokens.refreshToken, scopes: [])
        #expect(tokens.scopes == [])
        tokens = try await bench.refresh(tokens.refreshToken)
        #expect(try await bench.verify(tokens.accessToken).scopes == ["read", "write"])
    }

    @Test func `the program decides anew what the tokens say, and cannot widen the scopes (R8)`() async throws {
        let bench = try SessionBench(MemoryStore()) { session in
            #expect(session.subject == "ada")
            return SessionGrant(
                scopes: ["admin", "read"], claims: ["role": "user", "seen": session.claims["role"] ?? .null])
        }
        var tokens = try await bench.sessions.begin(for: "ada", scopes: ["read", "write"], claims: ["role": "admin"])
        tokens = try await bench.refresh(tokens.refreshToken)
        #expect(tokens.scopes == ["read"])
        let access = try await bench.verify(tokens.accessToken)
        #expect(access.scopes == ["read"])
        #expect(access.claims["role"]?.string == "user")
        #expect(access.claims["seen"]?.string == "admin")
        // What was taken away stays away.
        tokens = try await bench.refresh(tokens.refreshToken)
        let session = try #require(try await bench.sessions.sessions(of: "ada").first)
        #expect(session.scopes == ["read"])
        #expect(session.claims["seen"]?.string == "user")
    }

    @Test(
        "a user who is refused gets nothing any more, with a current and with a replayed token (R9)",
        arguments: [false, true])
    func refused(_ replayed: Bool) async throws {
        let allowed = Mutex(true)
        let bench = try SessionBench(MemoryStore()) { session in
            allowed.withLock(\.self) ? session.grant : nil
        }
        let tokens = try await bench.sessions.begin(for: "ada")
        let second = try await bench.refresh(tokens.refreshToken)
        allowed.withLock { $0 = false }
        let used = replayed ? tokens.refreshToken : second.refreshToken
        #expect(try await bench.refreshRefusal(used) == .sessionEnded)
        #expect(await bench.refusal(second.accessToken) == .revoked)
        allowed.withLock { $0 = true }
        #expect(try await bench.refreshRefusal(second.refreshToken) == .revoked)
        #expect(bench.notes.kinds == [.began, .refreshed, .refused])
    }

    @Test func `a check that fails changes nothing, and what it threw is thrown`() async throws {
        struct Down: Error {}
        let isDown = Mutex(true)
        let bench = try SessionBench(MemoryStore()) { session in
            if isDown.withLock(\.self) { throw Down() }
            return session.grant
        }
        let tokens = try await bench.sessions.begin(for: "ada")
        await #expect(throws: Down.self) { try await bench.refresh(tokens.refreshToken) }
        isDown.withLock { $0 = false }
        #expect(try await bench.refreshRefusal(tokens.refreshToken) == nil)
    }

    @Test func `claims that cannot be issued change nothing`() async throws {
        let claims = Mutex<JSONObject>(["sub": "grace"])
        let bench = try SessionBench(MemoryStore()) { session in
            SessionGrant(scopes: session.scopes, claims: claims.withLock(\.self))
        }
        let tokens = try await bench.sessions.begin(for: "ada")
        for name in ["sub", "exp", "sid", "jti", "scope", "fresh", "type"] {
            claims.withLock { $0 = [name: "x"] }
            await #expect(throws: JOSEError(.reservedClaim)) { try await bench.refresh(tokens.refreshToken) }
            await #expect(throws: JOSEError(.reservedClaim)) {
                try await bench.sessions.begin(for: "ada", claims: [name: "x"])
            }
        }
        await #expect(throws: JOSEError(.invalidSubject)) { try await bench.sessions.begin(for: "") }
        await #expect(throws: JOSEError(.invalidScope)) { try await bench.sessions.begin(for: "ada", scopes: ["a b"]) }
        claims.withLock { $0 = ["ok": true] }
        #expect(try await bench.refreshRefusal(tokens.refreshToken) == nil)
        #expect(try await bench.sessions.sessions(of: "ada").count == 1)
    }

    @Test func `claims of every shape come through refreshes as they were`() async throws {
        let bench = try SessionBench(MemoryStore())
        let claims: JSONObject = [
            "마패": "말", "é": "e\u{301}", "n": .null, "list": [1, 2.5, true, ["deep": "x"]], "empty": [:],
            "big": .integer(.max), "text": "\"\\\n\u{7F}",
        ]
        var tokens = try await bench.sessions.begin(for: "ada", claims: claims)
        for _ in 0..<3 { tokens = try await bench.refresh(tokens.refreshToken) }
        let found = try await bench.verify(tokens.accessToken).claims.object()
        for (name, value) in claims.members {
            #expect(try found[name]?.serialized() == value.serialized(), "\(name)")
        }
    }

    @Test func `further claims may come from a type`() async throws {
        struct Role: Codable { let role: String }
        let bench = try SessionBench(MemoryStore())
        let tokens = try await bench.sessions.begin(for: "ada", claims: Role(role: "admin"))
        #expect(
            try await bench.verify(bench.refresh(tokens.refreshToken).accessToken).claims(as: Role.self).role == "admin"
        )
    }
}
