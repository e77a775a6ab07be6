import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@Suite("A client gives a token back (RFC 7009)")
struct RevocationTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    @Test("R4 R11: a refresh token ends its grant and all its tokens", arguments: AccessTokenFormat.allCases)
    func refresh(format: AccessTokenFormat) async throws {
        let client = try await bench.client("c1") { $0.tokenFormat = format }
        let first = try await bench.grant(client)
        let second = try await bench.refresh(client, first.refreshToken)
        // Also with one that was used before.
        let answer = await bench.revoke(client, try first.refreshToken)
        #expect(answer.status == .ok && answer.body.isEmpty && answer.headers[.cacheControl] == "no-store")
        #expect(try await bench.grantRecord() == nil)
        for token in [try first.accessToken, try second.accessToken] {
            #expect(try await bench.userInfo(token).status == 401)
        }
        #expect(try await bench.refresh(client, second.refreshToken).error == "invalid_grant")
        #expect(try await bench.audit().last == "grant_ended")
    }

    @Test("R4: of a refresh and a revocation at once nothing is left alive, whichever comes first")
    func race() async throws {
        let client = try await bench.client("c1")
        for _ in 0..<50 {
            let first = try await bench.grant(client)
            let token = try first.refreshToken
            async let refreshed = bench.refresh(client, token)
            async let revoked = bench.revoke(client, token)
            let (second, answer) = (try await refreshed, await revoked)
            #expect(answer.status == .ok)
            #expect(try await bench.userInfo(first.accessToken).status == 401)
            #expect(try await bench.refresh(client, token).error == "invalid_grant")
            guard second.status == 200 else { continue }
            #expect(try await bench.userInfo(second.accessToken).status == 401)
            #expect(try await bench.refresh(client, second.refreshToken).error == "invalid_grant")
        }
    }

    @Test("R11: an access token ends alone", arguments: AccessTokenFormat.allCases)
    func access(format: AccessTokenFormat) async throws {
        let client = try await bench.client("c1") { $0.tokenFormat = format }
        let first = try await bench.grant(client)
        #expect(await bench.revoke(client, try first.accessToken).status == .ok)
        #expect(try await bench.userInfo(first.accessToken).status == 401)
        let second = try await bench.refresh(client, first.refreshToken)
        #expect(try await bench.userInfo(second.accessToken).status == 200)
        #expect(try await bench.audit().contains("client_token_revoked"))
        // Again and again writes nothing.
        let count = try await bench.audit().count
        _ = await bench.revoke(client, try first.accessToken)
        #expect(try await bench.audit().count == count)
    }

    @Test("R12: unknown, foreign, dead and own tokens have one answer, and the foreign one lives on")
    func oracle() async throws {
        let (own, other) = (try await bench.client("c1"), try await bench.client("c2"))
        let opaque = try await bench.client("c3") { $0.tokenFormat = .opaque }
        let reply = try await bench.grant(own)
        let pointer = try await bench.grant(opaque).accessToken
        let grant = try #require(try reply.claims()["sid"]?.string)
        let expected = await bench.revoke(own, "x")
        for token in [
            try reply.accessToken, try reply.refreshToken, pointer, "a.b.c", "mapae_rt_x",
            RefreshTokenText.forged(grantID: grant), try reply.text("id_token"),
        ] {
            let answer = await bench.revoke(other, token)
            #expect(answer.status == expected.status && answer.body == expected.body)
            #expect(answer.headers == expected.headers)
        }
        #expect(await bench.revoke(own, RefreshTokenText.forged(grantID: grant)).status == .ok)
        #expect(try await bench.userInfo(reply.accessToken).status == 200)
        #expect(try await bench.userInfo(pointer).status == 200)
        #expect(try await bench.refresh(own, reply.refreshToken).status == 200)
    }

    @Test("R12: a public client gives its tokens back too, and nobody who is no client does")
    func clients() async throws {
        let client = try await bench.client("c1", method: "none")
        let reply = try await bench.grant(client)
        let nobody = try Reply(
            await bench.server.revoke(
                headers: [.contentType: "application/x-www-form-urlencoded"],
                body: Array("token=\(try reply.refreshToken)".utf8)))
        #expect(nobody.status == 401)
        #expect(await bench.revoke(client, "").status == .badRequest)
        #expect(await bench.revoke(client, try reply.refreshToken).status == .ok)
        #expect(try await bench.grantRecord() == nil)
    }

    @Test("R13: of a token that has died nothing is remembered")
    func dead() async throws {
        let client = try await bench.client("c1")
        let reply = try await bench.grant(client)
        bench.time.advance(by: .seconds(960))
        #expect(await bench.revoke(client, try reply.accessToken).status == .ok)
        #expect(try await bench.store.revocations(after: 0, limit: 10).revocations.isEmpty)
    }
}
