import HTTPTypes
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Synchronization
import Testing

@testable import MapaeOAuth

@Suite("A store that fails")
struct StoreFaultTests {
    private let store = FailingStore()
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench(store: store) }

    @Test("R6: nothing is given out, nothing counts as done, and the client is told to try again")
    func unavailable() async throws {
        let client = try await bench.client("c1")
        let code = try await bench.code(client)
        let reply = try await bench.grant(client)
        store.fail(true)
        let attempts = [
            try await bench.redeem(client, code), try await bench.refresh(client, reply.refreshToken),
            try await bench.token(client, [("grant_type", "client_credentials")]),
            try await bench.introspect(client, reply.accessToken),
            try Reply(await bench.revoke(client, try reply.refreshToken)),
            try Reply(await bench.revoke(client, try reply.accessToken)),
        ]
        for attempt in attempts {
            #expect(attempt.status == 503 && attempt.error == "temporarily_unavailable")
            #expect(attempt.headers[.retryAfter] == "1" && attempt["access_token"] == nil)
        }
        #expect(try await bench.userInfo(reply.accessToken).status == 503)
        store.fail(false)
        #expect(try await bench.userInfo(reply.accessToken).status == 200)
        #expect(try await bench.refresh(client, reply.refreshToken).status == 200)
        #expect(try await bench.redeem(client, code).status == 200)
    }

    @Test("R5: a refresh whose answer was lost on the way from the store is answered again in the same way")
    func lost() async throws {
        let client = try await bench.client("c1")
        let reply = try await bench.grant(client)
        store.failAfterwards(true)
        #expect(try await bench.refresh(client, reply.refreshToken).status == 503)
        store.failAfterwards(false)
        let record = try #require(try await bench.grantRecord())
        let again = try await bench.refresh(client, reply.refreshToken)
        #expect(again.status == 200)
        #expect(TokenDigest.of(try again.refreshToken) == record.current)
    }

    @Test("What the store holds and cannot be read is nobody's fault but its own, and crashes nothing")
    func corrupt() async throws {
        for metadata in ["", "{}x", "[]", #"{"redirect_uris":["javascript:x"]}"#] {
            let bench = try OAuthBench()
            let record = ClientRecord(id: "c1", createdAt: 0, metadata: Array(metadata.utf8))
            #expect(try await bench.store.insertIfAbsent(record, recording: []))
            let reply = try Reply(
                await bench.server.token(
                    headers: [.contentType: "application/x-www-form-urlencoded"],
                    body: Array("grant_type=refresh_token&client_id=c1&refresh_token=x".utf8)))
            #expect(reply.status == 503, "\(metadata)")
        }
    }
}
