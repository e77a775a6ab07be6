#if Server
import MapaeJOSE
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeServer

@Suite("What clients leave behind")
struct AuthorizationSweeperTests {
    @Test("is forgotten when it is over, some of it soon and what was used once a day after, however much there is")
    func sweeping() async throws {
        let store = MemoryStore()
        let time = ManualClock()
        let end = time.now.seconds
        let count = 1200
        _ = try await store.insertIfAbsent(ClientRecord(id: "app", createdAt: 1, metadata: []), recording: [])
        for number in 0..<count {
            let digest = [UInt8(number >> 8), UInt8(number & 255)]
            try await store.insert(
                CodeRecord(
                    digest: digest, clientID: "app", subject: "u", loginID: nil, epoch: 0, grantID: "g", endsAt: 1,
                    keptUntil: end, details: []), recording: [])
            _ = try await store.insertIfAbsent(
                DeviceCodeRecord(
                    digest: digest, userCodeDigest: digest, clientID: "app", grantID: "g", endsAt: end, details: [],
                    state: "", interval: 5), recording: [])
            try await store.insert(
                PushedRequestRecord(digest: digest, clientID: "app", endsAt: end, parameters: []))
            try await store.insert([
                OpaqueTokenRecord(digest: digest, clientID: "app", grantID: nil, endsAt: end, claims: [])
            ])
            _ = try await store.useOnce(digest, rememberingUntil: end)
        }
        let sweepers = Sweeper.authorization(store, now: { time.now }, logger: Fixture.silent)
        #expect(sweepers.count == 6 && Set(sweepers.map(\.subject)).count == 6)
        // How many seconds pass, and what is left then: pushed requests, device codes, codes and tokens, what was used once.
        let rows: [(Int, [Bool])] = [
            (60, [true, true, true, true]), (1, [false, true, true, true]), (239, [false, true, true, true]),
            (1, [false, false, true, true]), (3299, [false, false, true, true]), (1, [false, false, false, true]),
            (82_799, [false, false, false, true]), (1, [false, false, false, false]),
        ]
        for (row, (seconds, left)) in rows.enumerated() {
            time.advance(by: .seconds(seconds))
            for sweeper in sweepers { await sweeper.sweep() }
            // Whether there is the first and the last of each.
            for digest: [UInt8] in [[0, 0], [UInt8((count - 1) >> 8), UInt8((count - 1) & 255)]] {
                let code = try await store.change(code: digest) { GrantChange(.keep, outcome: $0 != nil) }.outcome
                let device = try await store.deviceCode(userCodeDigest: digest) != nil
                let token = try await store.opaqueToken(digest: digest) != nil
                #expect([device, code, token] == [left[1], left[2], left[2]], "row \(row)")
            }
            let pushed = try await store.consume(pushedRequest: [0, UInt8(row + 1)], of: "app")
            #expect((pushed != nil) == left[0], "row \(row)")
            let isFree = try await store.useOnce([0, 1], rememberingUntil: 0)
            #expect(isFree != left[3])
        }
    }
}
#endif
