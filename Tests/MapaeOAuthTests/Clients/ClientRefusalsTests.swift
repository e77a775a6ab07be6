import HTTPTypes
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("Clients that do not show who they are")
struct ClientRefusalsTests {
    private let bench: OAuthBench

    init() throws { bench = try OAuthBench() }

    private func ask(_ id: String, _ secret: String) async throws -> Reply {
        let pair = "\(QueryWriter.escaped(id)):\(QueryWriter.escaped(secret))"
        return try Reply(
            await bench.server.token(
                headers: [
                    .contentType: "application/x-www-form-urlencoded",
                    .authorization: "Basic \(Base64Text.encode(Array(pair.utf8)))",
                ], body: Array("grant_type=client_credentials".utf8)))
    }

    @Test(
        "O35: of a thousand wrong secrets most are told to wait, few are recorded, and the right one is taken all the time"
    )
    func flood() async throws {
        for id in ["c1", "c2"] { try await bench.client(id) }
        let limit = ClientRefusals.maximumOfClient
        for number in 0..<1000 {
            let reply = try await ask("c1", "wrong \(number)")
            // RFC 6749 §5.2: also who is told to wait is told how to authenticate.
            #expect(reply.error == "invalid_client" && reply.status == 401, "\(number)")
            #expect(reply.headers[.wwwAuthenticate]?.hasPrefix("Basic realm=") == true)
            let wait = reply.headers[.retryAfter].flatMap { Int($0) }
            #expect(number < limit ? wait == nil : (1...60).contains(wait ?? 0))
            guard number % 100 == 99 else { continue }
            #expect(try await ask("c1", OAuthBench.secret).status == 200)
            #expect(try await ask("nobody", "wrong").status == 401)
        }
        // Another client is another matter.
        #expect(try await ask("c2", "wrong").status == 401)
        #expect(bench.log.kinds.filter { $0 == "client_refused" }.count == ClientRefusals.maximumNotedOfClient + 1)
        bench.time.advance(by: .seconds(60))
        #expect(try await ask("c1", "wrong").status == 401)
        let entries = try await bench.store.audit(after: 0, limit: 1000)
        #expect(
            entries.map(\.record.kind).filter { $0 == "client_refused" }.count == ClientRefusals.maximumNotedOfClient
                + 2)
        #expect(
            entries.allSatisfy {
                [#"{"client_id":"c1"}"#, #"{"client_id":"c2"}"#].contains(
                    String(decoding: $0.record.details, as: UTF8.self))
            })
    }

    @Test("O35: whoever fails at some clients as often as is noted does not hide what is tried at one more")
    func hidden() {
        let refusals = ClientRefusals()
        let now = NumericDate(seconds: 120)
        var noted = 0
        for client in 0..<8 {
            for _ in 0..<1000 { noted += refusals.take("c\(client)", at: now).isNoted ? 1 : 0 }
        }
        // The budget, and the first of each.
        #expect(noted == ClientRefusals.maximumNoted + 8)
        #expect(refusals.take("fifth", at: now).isNoted)
        #expect(!refusals.take("fifth", at: now).isNoted)
    }

    @Test("O35: clients that nobody has added hide nothing of what is tried at those that were")
    func strangers() async throws {
        try await bench.client("c1")
        try await bench.client("s1") { $0.isSelfRegistered = true }
        let document = try await bench.client("s2") { $0.documentUsedAt = 0 }
        func noted() -> Int { bench.log.kinds.filter { $0 == "client_refused" }.count }
        // As many as are counted, each once, and then as many refusals as are noted beside.
        for number in 0..<(ClientRefusals.maximumClients - 1) {
            _ = bench.server.strangersRefusals.take("x\(number)", at: bench.time.now)
        }
        #expect(try await ask("s1", "wrong").status == 401)
        #expect(noted() == 1)
        for number in 0..<ClientRefusals.maximumNoted {
            _ = bench.server.strangersRefusals.take("x\(number)", at: bench.time.now)
        }
        #expect(try await ask("s1", "wrong").status == 401)
        try await bench.server.noteRefusal(of: document)
        #expect(noted() == 1)
        for count in 2...4 {
            #expect(try await ask("c1", "wrong").status == 401)
            #expect(noted() == count)
        }
    }

    @Test("O35: refusals are counted within bounds, a minute at a time, also with a clock that is set back")
    func counted() {
        let refusals = ClientRefusals()
        let now = NumericDate(seconds: 120)
        for number in 0..<(ClientRefusals.maximumClients + 10) {
            let verdict = refusals.take("c\(number)", at: now)
            #expect(verdict.isNoted == (number < ClientRefusals.maximumClients) && verdict.retryAfter == nil)
        }
        // There is no room for one more: nobody is told to wait for what is not known, nor is it noted again and again.
        for _ in 0..<100 { #expect(refusals.take("late", at: now) == .init(isNoted: false, retryAfter: nil)) }
        for _ in 0..<ClientRefusals.maximumOfClient { _ = refusals.take("c0", at: now) }
        #expect(refusals.take("c0", at: NumericDate(seconds: 179)).retryAfter == 1)
        #expect(refusals.take("c0", at: NumericDate(seconds: 60)) == .init(isNoted: true, retryAfter: nil))
    }
}
