#if RemoteKeys
import MapaeRemoteKeys
import NIOHTTP1
import Synchronization
import Testing

@Suite("What strangers' addresses answered is kept within bounds, and asked for within bounds")
struct OutboundCacheTests {
    /// A network whose answers a test changes, and what is kept of them: texts.
    final class Bench: Sendable {
        struct Refused: Error {}

        let time = ManualTime()
        let transport: ChangingTransport
        let http: OutboundHTTP
        let cache: OutboundCache<String>

        init(
            _ policy: KeyRefreshPolicy = KeyRefreshPolicy(), maximumEntries: Int = 512, maximumCost: Int = 1 << 20
        )
            throws
        {
            transport = ChangingTransport()
            let resolver = NameResolver { _ in [IPAddress("93.184.216.34")].compactMap { $0 } }
            let network = Network(transport: transport, resolver: resolver, clock: time.clock)
            http = OutboundHTTP(allowsLoopback: false, network: network)
            cache = try OutboundCache(
                http, accept: "*/*", policy: policy, maximumEntries: maximumEntries, maximumCost: maximumCost)
        }

        /// What is kept, or the code of the error.
        func ask(
            _ address: String = "https://a.example/d", isKnown: Bool = true, isEnough: (String) -> Bool = { _ in true }
        ) async -> String {
            do {
                return try await cache.value(at: address, isKnown: isKnown, isEnough: isEnough) { answer in
                    let text = String(decoding: answer.body, as: UTF8.self)
                    if text == "wrong" { throw Refused() }
                    return text
                }
            } catch let error as OutboundError { return "\(error.code)" } catch { return "refused" }
        }

        func answer(_ text: String, _ headers: HTTPHeaders = [:], status: Int = 200) {
            transport.answer(HTTPAnswer(status: status, headers: headers, body: Array(text.utf8)))
        }

        var count: Int { transport.count }
    }

    @Test(
        "An answer is kept as long as Cache-Control says, within a minute and an hour",
        arguments: [
            ("max-age=120", 120), ("max-age=1", 60), ("no-store", 60), ("no-cache", 60), ("max-age=999999999", 3600),
            ("private", 600), ("max-age=0", 60), ("max-age=-1", 60), ("max-age=99999999999999999999999", 3600),
        ])
    func freshness(_ control: String, _ seconds: Int64) async throws {
        let bench = try Bench()
        bench.answer("one", ["cache-control": control])
        #expect(await bench.ask() == "one")
        bench.answer("two")
        bench.time.advance(by: .seconds(seconds) - .milliseconds(1))
        #expect(await bench.ask() == "one" && bench.count == 1)
        bench.time.advance(by: .milliseconds(1))
        #expect(await bench.ask() == "two" && bench.count == 2)
    }

    @Test("However many ask at once, one request is made")
    func single() async throws {
        let bench = try Bench()
        let gate = Gate()
        bench.answer("one")
        bench.transport.hold(gate)
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { await bench.ask() } }
            await gate.arrival()
            gate.open()
            for await text in group { #expect(text == "one") }
        }
        #expect(bench.count == 1)
    }

    @Test("What is not enough is asked for again, once a pause, and no stranger makes it more")
    func notEnough() async throws {
        let bench = try Bench()
        bench.answer("old", ["cache-control": "max-age=3000"])
        #expect(await bench.ask() == "old")
        bench.answer("new", ["cache-control": "max-age=3000"])
        // Just asked: what is there is all that there is.
        #expect(await bench.ask(isEnough: { $0 == "new" }) == "old" && bench.count == 1)
        bench.time.advance(by: .seconds(30))
        #expect(await bench.ask(isEnough: { $0 == "new" }) == "new" && bench.count == 2)
        for _ in 0..<100 { #expect(await bench.ask(isEnough: { _ in false }) == "new") }
        #expect(bench.count == 2)
        bench.time.advance(by: .seconds(30))
        for _ in 0..<100 { #expect(await bench.ask(isEnough: { _ in false }) == "new") }
        #expect(bench.count == 3)
    }

    @Test("While nobody answers who is known is told so in the place of what will not do, and a stranger is not")
    func outage() async throws {
        for isKnown in [true, false] {
            let bench = try Bench()
            bench.answer("old", ["cache-control": "max-age=3000"])
            #expect(await bench.ask(isKnown: isKnown) == "old")
            bench.answer("", status: 503)
            bench.time.advance(by: .seconds(30))
            let told = isKnown ? "unexpected_status" : "old"
            // The first has waited for it, and the others come in the pause.
            for _ in 0..<3 { #expect(await bench.ask(isKnown: isKnown, isEnough: { $0 == "new" }) == told) }
            #expect(bench.count == 2)
            // What will do is believed.
            #expect(await bench.ask(isKnown: isKnown, isEnough: { $0 == "old" }) == "old" && bench.count == 2)
            bench.answer("new", ["cache-control": "max-age=3000"])
            bench.time.advance(by: .seconds(30))
            #expect(await bench.ask(isKnown: isKnown, isEnough: { $0 == "new" }) == "new" && bench.count == 3)
            // Somebody has answered: what there is not, there is not.
            #expect(await bench.ask(isKnown: isKnown, isEnough: { $0 == "newer" }) == "new" && bench.count == 3)
            bench.answer("", status: 404)
            bench.time.advance(by: .seconds(30))
            #expect(await bench.ask(isKnown: isKnown, isEnough: { $0 == "newer" }) == "unexpected_status")
        }
    }

    @Test("A failure is not asked for again before the pause ends, and is forgotten then")
    func failure() async throws {
        let bench = try Bench(KeyRefreshPolicy(cooldown: .seconds(10)))
        bench.answer("wrong")
        for _ in 0..<10 { #expect(await bench.ask() == "refused") }
        #expect(bench.count == 1)
        bench.answer("right")
        bench.time.advance(by: .seconds(10))
        #expect(await bench.ask() == "right" && bench.count == 2)
    }

    @Test("What cannot be confirmed is believed until the hard limit; what was taken away is not")
    func stale() async throws {
        let bench = try Bench()
        bench.answer("one")
        #expect(await bench.ask() == "one")
        for status in [500, 503, 429] {
            bench.answer("", status: status)
            bench.time.advance(by: .seconds(3600))
            #expect(await bench.ask() == "one", "\(status)")
        }
        bench.time.advance(by: .seconds(24 * 3600))
        #expect(await bench.ask() == "unexpected_status")
        for (text, status) in [("", 404), ("", 410), ("", 302), ("wrong", 200)] {
            bench.answer("one")
            bench.time.advance(by: .seconds(3600))
            #expect(await bench.ask() == "one")
            bench.answer(text, status: status)
            bench.time.advance(by: .seconds(3600))
            #expect(await bench.ask() != "one", "\(status)")
        }
    }

    @Test("While too much is under way what is there is believed, and nothing is asked for in vain")
    func full() async throws {
        let bench = try Bench()
        bench.answer("one")
        #expect(await bench.ask() == "one")
        bench.time.advance(by: .seconds(3600))
        let gate = Gate()
        bench.transport.hold(gate)
        let http = bench.http
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<OutboundHTTP.maximumConcurrency {
                group.addTask { try await http.get("https://b.example/", accept: "*/*", maximumBytes: 9).status }
                await gate.arrival()
            }
            #expect(await bench.ask() == "one")
            // What will not do is no answer to who is known, and nothing of what is there to a stranger.
            #expect(await bench.ask(isEnough: { $0 == "two" }) == "busy")
            #expect(await bench.ask(isKnown: false, isEnough: { $0 == "two" }) == "one")
            #expect(await bench.ask("https://new.example/") == "busy")
            for _ in 0..<100 { #expect(await bench.ask("https://c.example/", isKnown: false) == "busy") }
            gate.open()
            for try await status in group { #expect(status == 200) }
        }
        bench.answer("two")
        #expect(await bench.ask() == "two")
        // What was never sent has used up nothing of the host's share, and what is sent does.
        for number in 0..<10 { #expect(await bench.ask("https://c.example/\(number)", isKnown: false) == "two") }
        #expect(await bench.ask("https://c.example/", isKnown: false) == "busy")
        // Nothing of it was remembered as a failure: there is no pause.
        #expect(await bench.ask("https://new.example/") == "two")
    }

    @Test(
        "Addresses that strangers make up are few a minute, to one host and altogether; known ones have their own share"
    )
    func pace() async throws {
        let bench = try Bench()
        bench.answer("one")
        var texts: [String] = []
        for number in 0..<30 { texts.append(await bench.ask("https://victim.example/\(number)", isKnown: false)) }
        #expect(texts.filter { $0 == "one" }.count == 10 && bench.count == 10)
        for number in 0..<200 { texts.append(await bench.ask("https://h\(number).example/", isKnown: false)) }
        #expect(bench.count == 60 && texts.last == "busy")
        #expect(await bench.ask("https://victim.example/known", isKnown: true) == "one")
        // What is there is given to everybody.
        #expect(await bench.ask("https://victim.example/known", isKnown: false) == "one")
        bench.time.advance(by: .seconds(60))
        #expect(await bench.ask("https://late.example/", isKnown: false) == "one")
    }

    @Test("Neither entries nor bytes grow beyond their bounds; failures go first")
    func bounds() async throws {
        let bench = try Bench(maximumEntries: 5)
        bench.answer("good")
        #expect(await bench.ask("https://good.example/") == "good")
        bench.answer("", status: 404)
        for number in 0..<40 { _ = await bench.ask("https://h\(number).example/") }
        #expect(bench.cache.count == 5)
        let asked = bench.count
        #expect(await bench.ask("https://good.example/") == "good" && bench.count == asked)
        let small = try Bench(maximumCost: 20_000)
        small.answer(String(repeating: "x", count: 4000))
        for number in 0..<40 { _ = await small.ask("https://h\(number).example/") }
        #expect((1...4).contains(small.cache.count))
    }

    @Test("What is no address is refused, and leaves nothing behind")
    func invalid() async throws {
        let bench = try Bench()
        for address in ["", "ftp://a.example/", "https://a.example/\nb", "https://u@a.example/"] {
            #expect(await bench.ask(address) == "invalid_address")
        }
        #expect(bench.cache.count == 0 && bench.count == 0)
    }
}

/// A network that answers what a test says at the moment, and counts.
final class ChangingTransport: HTTPTransport {
    private struct State {
        var answer = HTTPAnswer(status: 200)
        var count = 0
        var gate: Gate?
    }

    private let state = Mutex(State())

    func answer(_ answer: HTTPAnswer) { state.withLock { $0.answer = answer } }
    func hold(_ gate: Gate) { state.withLock { $0.gate = gate } }
    var count: Int { state.withLock { $0.count } }

    func send(
        _ url: WebURL, at address: IPAddress, headers: HTTPHeaders, body: [UInt8]?, maximumBytes: Int
    ) async throws(RemoteKeysError) -> HTTPAnswer {
        let (answer, gate) = state.withLock { state in
            state.count += 1
            return (state.answer, state.gate)
        }
        await gate?.pass()
        return answer
    }
}
#endif
