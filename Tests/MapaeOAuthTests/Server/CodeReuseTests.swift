import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@Suite("A code is used once")
struct CodeReuseTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test("O10: used again, at once or half a minute later, all that came of it ends", arguments: [0, 1, 30, 3600])
    func again(seconds: Int64) async throws {
        let client = try await bench.client("c1")
        let code = try await bench.code(client)
        let reply = try await bench.redeem(client, code)
        #expect(try await bench.userInfo(reply.accessToken).status == 200)
        bench.time.advance(by: .seconds(seconds))
        let second = try await bench.redeem(client, code)
        #expect(second.status == 400 && second.error == "invalid_grant")
        #expect(try await bench.grantRecord() == nil)
        #expect(try await bench.userInfo(reply.accessToken).status == 401)
        #expect(try await bench.refresh(client, reply.refreshToken).error == "invalid_grant")
        #expect(try await bench.audit().suffix(3) == ["code_issued", "grant_began", "code_reused"])
        #expect(bench.log.kinds == ["code_issued", "grant_began", "code_reused"])
        // A third time there is nothing left to end, and nothing to write.
        #expect(try await bench.redeem(client, code).error == "invalid_grant")
        #expect(try await bench.audit().count { $0 == "code_reused" } == 1)
    }

    @Test("O10: an opaque access token ends with it")
    func opaque() async throws {
        let client = try await bench.client("c1") { $0.tokenFormat = .opaque }
        let code = try await bench.code(client)
        let token = try await bench.redeem(client, code).accessToken
        #expect(try await bench.userInfo(token).status == 200)
        _ = try await bench.redeem(client, code)
        #expect(try await bench.userInfo(token).status == 401)
    }

    @Test("O10: also where whoever comes second does not know the verifier")
    func thief() async throws {
        let client = try await bench.client("c1", method: "none")
        let code = try await bench.code(client)
        #expect(try await bench.redeem(client, code).status == 200)
        _ = try await bench.redeem(client, code, verifier: String(repeating: "a", count: 43))
        #expect(try await bench.grantRecord() == nil)
    }

    @Test("O12: a used code of another client's ends nothing")
    func otherClient() async throws {
        let (own, other) = (try await bench.client("c1"), try await bench.client("c2"))
        let code = try await bench.code(own)
        #expect(try await bench.redeem(own, code).status == 200)
        #expect(try await bench.redeem(other, code).error == "invalid_grant")
        #expect(try await bench.grantRecord() != nil)
    }

    @Test("O11: of 64 who come with one code at once one gets tokens, and then nobody has any")
    func race() async throws {
        let client = try await bench.client("c1", method: "none")
        for _ in 0..<8 {
            let code = try await bench.code(client)
            let replies = try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<64 { group.addTask { try await bench.redeem(client, code) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let winners = replies.filter { $0.status == 200 }
            #expect(winners.count == 1)
            #expect(replies.count { $0.error == "invalid_grant" } == 63)
            let token = try #require(winners.first).accessToken
            #expect(try await bench.grantRecord() == nil)
            #expect(try await bench.userInfo(token).status == 401)
        }
    }

    @Test("O19: a code of one login brings no tokens to who has the verifier of another")
    func injected() async throws {
        let client = try await bench.client("c1", method: "none")
        let mine = try await bench.code(client)
        let verifier = String(repeating: "b", count: 43)
        let challenge = try CodeVerifierText.challenge(verifier)
        let theirs = try await bench.code(client, "&code_challenge=\(challenge)&code_challenge_method=S256")
        #expect(try await bench.redeem(client, theirs, verifier: OAuthBench.verifier).error == "invalid_grant")
        #expect(try await bench.redeem(client, mine, verifier: verifier).error == "invalid_grant")
    }
}
