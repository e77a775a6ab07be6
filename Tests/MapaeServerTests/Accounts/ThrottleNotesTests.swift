#if Server
import MapaeAccounts
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("What is recorded of refused logins")
struct ThrottleNotesTests {
    @Test("is once a minute for each account and network, and how many were not recorded is told by the next one")
    func once() {
        let notes = ThrottleNotes()
        func take(_ account: String, _ network: String, at second: Int64) -> Int64? {
            notes.take(.accountOnNetwork, account: account, network: network, at: second)
        }
        #expect(take("ada", "a", at: 60) == 0)
        for second in 60..<120 as Range<Int64> { #expect(take("ada", "a", at: second) == nil) }
        #expect(take("ada", "b", at: 119) == 60)
        #expect(take("adab", "", at: 119) == 0)
        #expect(take("ada", "a", at: 120) == 0)
        // A clock that is set back is another minute too.
        #expect(take("ada", "a", at: 60) == 0)
    }

    @Test("is not crowded out by made-up names, which meet another limit")
    func budgets() {
        let notes = ThrottleNotes()
        for number in 0..<10_000 { _ = notes.take(.network, account: "name \(number)", network: "n", at: 1) }
        #expect(notes.take(.network, account: "another", network: "n", at: 1) == nil)
        let unrecorded = notes.take(.accountOnNetwork, account: "ada", network: "n", at: 1)
        #expect(unrecorded == 9745)
        for limit in LoginRefusal.Limit.allCases where limit != .network && limit != .accountOnNetwork {
            #expect(notes.take(limit, account: "ada", network: "n", at: 1) == 0)
        }
    }

    @Test("holds no name that was typed, as people type passwords there")
    func secrecy() {
        let notes = ThrottleNotes()
        _ = notes.take(.network, account: "a password in the wrong field", network: "n", at: 1)
        var text = ""
        dump(notes, to: &text)
        #expect(!text.contains("password"))
    }

    @Test("tells in the audit log how many were left out")
    func recorded() async throws {
        try await Fixture.routes(changing: { $0.throttle = ThrottleLimits() }) { fixture, client in
            for _ in 0..<5 { _ = try await client.login(Fixture.username, "wrong") }
            for _ in 0..<4 { try await client.login(Fixture.username, "wrong").expectRefusal(429, "too_many_attempts") }
            fixture.clock.advance(by: .seconds(60))
            try await client.login(Fixture.username, "wrong").expectRefusal(429, "too_many_attempts")
            let filter = AuditFilter(kind: "login_throttled")
            let found = try await fixture.server.store.audit(filter, before: nil, limit: 9).map {
                String(decoding: $0.record.details, as: UTF8.self)
            }
            #expect(found == [#"{"limit":"accountOnNetwork","unrecorded":3}"#, #"{"limit":"accountOnNetwork"}"#])
        }
    }
}
#endif
