import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite("What is left behind at an authorization server", .timeLimit(.minutes(1)))
struct AuthorizationSweeperTests {
    private static let count = 1200

    private static func digest(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 255)] }

    /// Leaves much of each kind behind, all of which is over at once.
    private func fill(_ store: MemoryStore, endingAt end: Int64) async throws {
        _ = try await store.insertIfAbsent(ClientRecord(id: "app", createdAt: 1, metadata: []), recording: [])
        for digest in (0..<Self.count).map(Self.digest) {
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
    }

    @Test(
        "O58: is forgotten when it is over, some of it soon and what was used once a day after, however much there is",
        arguments: [true, false])
    func sweeping(isSwitchedOn: Bool) async throws {
        let store = MemoryStore()
        let bench = try OAuthBench(store: store)
        try await fill(store, endingAt: bench.time.now.seconds)
        let sweeper =
            isSwitchedOn ? AuthorizationSweeper(bench.server) : AuthorizationSweeper(store, of: bench.sessions)
        // How many seconds pass, and what is left then: pushed requests, device codes, codes and tokens, what was used once.
        let rows: [(Int, [Bool])] = [
            (60, [true, true, true, true]), (1, [false, true, true, true]), (239, [false, true, true, true]),
            (1, [false, false, true, true]), (3299, [false, false, true, true]), (1, [false, false, false, true]),
            (82_799, [false, false, false, true]), (1, [false, false, false, false]),
        ]
        for (row, (seconds, left)) in rows.enumerated() {
            bench.time.advance(by: .seconds(seconds))
            for leftover in Leftover.allCases { await sweeper.sweep(leftover) }
            // Whether there is the first and the last of each.
            for digest in [Self.digest(0), Self.digest(Self.count - 1)] {
                let code = try await store.change(code: digest) { GrantChange(.keep, outcome: $0 != nil) }.outcome
                let device = try await store.deviceCode(userCodeDigest: digest) != nil
                let token = try await store.opaqueToken(digest: digest) != nil
                #expect([device, code, token] == [left[1], left[2], left[2]], "row \(row)")
            }
            let pushed = try await store.consume(pushedRequest: Self.digest(row + 1), of: "app")
            #expect((pushed != nil) == left[0], "row \(row)")
            let isFree = try await store.useOnce(Self.digest(1), rememberingUntil: 0)
            #expect(isFree != left[3], "row \(row)")
        }
    }

    @Test("Logins at clients are forgotten an hour after nobody can be logged in there any more")
    func clientLogins() async throws {
        for (seconds, left) in [(3600, 1), (3601, 0)] {
            let test = try LogoutBench()
            let (bench, client) = (test.bench, try await test.client("c1"))
            _ = try await test.login(at: client)
            let end = try #require(try await bench.store.sessions(of: "u1").map(\.endsAt).max())
            bench.time.set(NumericDate(seconds: end).advanced(by: .seconds(seconds)))
            // While the login itself is remembered, somebody may renew it.
            await AuthorizationSweeper(bench.server).sweep(.clientLogins)
            _ = try await bench.store.purgeSessions(deadBefore: .max, limit: 99)
            await AuthorizationSweeper(bench.server).sweep(.clientLogins)
            let gone = try await bench.store.purgeClientLogins(keptUntilBefore: .max, limit: 9)
            #expect(gone == left, "\(seconds)")
        }
    }

    @Test(
        "O58: what strangers can leave is looked for each minute and the rest each hour; what fails holds up nothing else"
    )
    func watching() async throws {
        let store = SweptStore()
        let bench = try OAuthBench(store: store)
        store.fail(.purgePushedRequests)
        let sweeper = AuthorizationSweeper(bench.server) { duration in
            // A minute is over at once, and an hour never.
            if duration == .seconds(60) { return await Task.yield() }
            #expect(duration == .seconds(3600))
            try await Task.sleep(for: .seconds(86_400))
        }
        let task = Task { await sweeper.watch() }
        var counts: [StoreVerb: Int] = [:]
        let (often, rarely): ([StoreVerb], [StoreVerb]) = (
            [.purgeDeviceCodes, .purgePushedRequests],
            [.purgeCodes, .purgeOpaqueTokens, .purgeClientLogins, .purgeUsedOnce, .clients]
        )
        func isSeen() -> Bool {
            often.allSatisfy { counts[$0, default: 0] >= 3 } && rarely.allSatisfy { counts[$0] != nil }
        }
        for await verb in store.calls {
            counts[verb, default: 0] += 1
            if isSeen() { break }
        }
        task.cancel()
        await task.value
        let isRare = rarely.allSatisfy { counts[$0] == 1 }
        #expect(isSeen() && isRare, "\(counts)")
        #expect(Set(counts.keys) == Set(often + rarely))
    }

    @Test("A store that fails loses nothing, and is asked again")
    func failingStore() async throws {
        let store = SweptStore()
        let bench = try OAuthBench(store: store)
        try await fill(store.base, endingAt: bench.time.now.seconds)
        bench.time.advance(by: .seconds(86_401))
        let sweeper = AuthorizationSweeper(bench.server)
        store.fail(.purgeDeviceCodes)
        await sweeper.sweep(.deviceCodes)
        #expect(try await store.deviceCode(userCodeDigest: Self.digest(0)) != nil)
        store.fail(nil)
        await sweeper.sweep(.deviceCodes)
        #expect(try await store.deviceCode(userCodeDigest: Self.digest(0)) == nil)
    }
}
