import Mapae
import MapaeJOSE
import MapaeOAuth
import MapaeStore
import MapaeTesting
import Testing

@testable import MapaeOAuth

@Suite(
    "Whoever tells clients of logouts loses none of them, and lets no client hold up another",
    .timeLimit(.minutes(1)))
struct LogoutSenderTests {
    private let test: LogoutBench
    private var bench: OAuthBench { test.bench }

    init() throws { test = try LogoutBench() }

    /// Runs a sender for the length of a closure.
    private func watching(_ sender: LogoutSender, _ body: () async throws -> Void) async throws {
        let task = Task { await sender.watch() }
        do { try await body() } catch {
            task.cancel()
            throw error
        }
        task.cancel()
        await task.value
    }

    @Test("A client that cannot be told is told again, ever more rarely, until it has answered")
    func retries() async throws {
        let address = LogoutBench.address("c1")
        test.receiver.answer([503, nil, 302, 404, 500, 201, 204], at: address)
        let login = try await test.login(at: try await test.client("c1"))
        try await test.end(login)
        let sender = try test.sender()
        var pauses: [Int64] = []
        while true {
            #expect(await sender.tellAllDue() == 1)
            guard let next = try await bench.store.nextLogout() else { break }
            pauses.append(next - bench.time.now.milliseconds)
            bench.time.advance(by: .milliseconds(pauses[pauses.count - 1] - 1))
            #expect(await sender.tellAllDue() == 0)
            bench.time.advance(by: .milliseconds(1))
        }
        #expect(pauses == [5000, 30_000, 120_000, 600_000, 3_600_000, 3_600_000])
        #expect(test.receiver.messages.count == 7)
        let ids = try test.receiver.messages.map { try UnverifiedToken($0.token).unverifiedClaims()["jti"]?.string }
        #expect(Set(ids).count == 7)
        let kinds = bench.log.kinds.filter { $0.hasPrefix("client_logout") }
        #expect(kinds == ["client_logout_delayed", "client_logout_told"])
        #expect(try await bench.audit().filter { $0.hasPrefix("client_logout") } == kinds)
    }

    @Test("What was not sent is no attempt: it is tried soon, and nothing is said of the client")
    func unsent() async throws {
        let client = try await test.client("c1")
        test.receiver.sendNothing(times: 3)
        test.receiver.answer([nil], at: LogoutBench.address("c1"))
        let login = try await test.login(at: client)
        try await test.end(login)
        let sender = try test.sender()
        for _ in 0..<3 {
            #expect(await sender.tellAllDue() == 1)
            #expect(try await bench.store.nextLogout() == bench.time.now.milliseconds + 5000)
            bench.time.advance(by: .seconds(5))
        }
        #expect(test.receiver.messages.isEmpty && !bench.log.kinds.contains("client_logout_delayed"))
        // The first attempt.
        #expect(await sender.tellAllDue() == 1)
        #expect(bench.log.kinds.last == "client_logout_delayed")
        #expect(try await bench.store.nextLogout() == bench.time.now.milliseconds + 5000)
        bench.time.advance(by: .seconds(5))
        #expect(await sender.tellAllDue() == 1)
        #expect(bench.log.kinds.last == "client_logout_told")
    }

    @Test("Where nothing can be sent a client's other logouts are not tried at once either, and a day is enough")
    func neverSent() async throws {
        let client = try await test.client("c1")
        test.receiver.sendNothing(times: .max)
        let login = try await test.login(at: client, client)
        try await test.end(login)
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 1)
        bench.time.advance(by: .seconds(5))
        #expect(await sender.tellAllDue() == 1)
        bench.time.advance(by: .seconds(86_400))
        #expect(await sender.tellAllDue() == 1)
        bench.time.advance(by: .seconds(5))
        #expect(await sender.tellAllDue() == 1)
        #expect(
            bench.log.kinds.filter { $0.hasPrefix("client_logout") } == ["client_logout_lost", "client_logout_lost"])
        #expect(try await bench.store.nextLogout() == nil)
    }

    @Test("Who tells is told whether a client is one that somebody has added")
    func strangers() async throws {
        let added = try await test.client("c1")
        let members = #""backchannel_logout_uri":"\#(LogoutBench.address("c2"))""#
        let registered = try await bench.client("c2", members) { $0.isSelfRegistered = true }
        let login = try await test.login(at: added, registered)
        try await test.end(login)
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 2)
        let known = test.receiver.messages.filter(\.isKnown).map(\.address)
        #expect(known == [LogoutBench.address("c1")])
    }

    @Test("A client that answers 400 is not told again")
    func refused() async throws {
        test.receiver.answer([400], at: LogoutBench.address("c1"))
        let login = try await test.login(at: try await test.client("c1"))
        try await test.end(login)
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 1)
        #expect(try await bench.store.nextLogout() == nil)
        #expect(bench.log.kinds.last == "client_logout_refused")
        let record = try #require(try await bench.store.audit(after: 0, limit: 99).last?.record)
        #expect(String(decoding: record.details, as: UTF8.self) == #"{"client_id":"c1","status":400}"#)
    }

    @Test("A client that is out of reach for a day is given up, and that is said")
    func givesUp() async throws {
        test.receiver.answer(Array(repeating: nil, count: 99), at: LogoutBench.address("c1"))
        let login = try await test.login(at: try await test.client("c1"))
        try await test.end(login)
        let begun = bench.time.now
        let sender = try test.sender(jitter: 0)
        while let next = try await bench.store.nextLogout() {
            bench.time.advance(by: .milliseconds(max(next - bench.time.now.milliseconds, 0)))
            await sender.tellAllDue()
        }
        #expect(bench.time.now.seconds - begun.seconds == 86_400)
        #expect((30...40).contains(test.receiver.messages.count))
        #expect(bench.log.kinds.last == "client_logout_lost")
    }

    @Test("A client that does not answer holds up no other, and a logout is told as soon as it is one")
    func deadClient() async throws {
        let (dead, live) = (try await test.client("dead"), try await test.client("live"))
        test.receiver.hold(LogoutBench.address("dead"))
        let login = try await test.login(at: dead, live)
        let other = try await test.login(at: dead, live)
        var limits = LogoutLimits()
        // So that nothing but a wake can have it told within the test's time.
        limits.interval = .seconds(3600)
        try await watching(try test.sender(limits)) {
            var arrivals = test.receiver.arrivals.makeAsyncIterator()
            var heard: Set<String> = []
            try await test.end(login)
            while heard.count < 2, let message = await arrivals.next() { heard.insert(message.address) }
            try await test.end(other)
            while let message = await arrivals.next(), message.address != LogoutBench.address("live") {}
            // One at a time, of each.
            #expect(test.receiver.addresses.filter { $0 == LogoutBench.address("dead") }.count == 1)
            #expect(test.receiver.addresses.filter { $0 == LogoutBench.address("live") }.count == 2)
        }
    }

    @Test("A client that takes too long counts as out of reach, and its other logouts wait with it")
    func timeLimit() async throws {
        let client = try await test.client("dead")
        test.receiver.hold(LogoutBench.address("dead"))
        let login = try await test.login(at: client, client)
        try await test.end(login)
        var limits = LogoutLimits()
        limits.answer = .milliseconds(1)
        let sender = try test.sender(limits)
        #expect(await sender.tellAllDue() == 1)
        // The other one is due, and waits all the same.
        #expect(try await bench.store.nextLogout() == 0)
        bench.time.advance(by: .milliseconds(4999))
        #expect(await sender.tellAllDue() == 0)
        bench.time.advance(by: .milliseconds(1))
        #expect(await sender.tellAllDue() == 1)
    }

    @Test(
        "A client that is gone is asked ever more rarely, however many logouts wait for it, until it answers anything")
    func backlog() async throws {
        let client = try await test.client("dead")
        let address = LogoutBench.address("dead")
        test.receiver.answer(Array(repeating: nil, count: 5), at: address)
        let login = try await test.login(at: client, client, client, client, client, client, client, client)
        try await test.end(login)
        let sender = try test.sender()
        for pause in [5000, 30_000, 120_000, 120_000, 120_000] as [Int64] {
            #expect(await sender.tellAllDue() == 1)
            // Those that were not tried are as they were, and nobody looks for them before it is time.
            #expect(try await bench.store.nextLogout() == 0)
            #expect(await sender.pause() == .seconds(5))
            bench.time.advance(by: .milliseconds(pause - 1))
            #expect(await sender.tellAllDue() == 0)
            #expect(await sender.pause() == .milliseconds(1))
            bench.time.advance(by: .milliseconds(1))
        }
        // It answers, though not as it should: all that is due is told at once.
        test.receiver.answer([503], at: address)
        #expect(await sender.tellAllDue() == 8)
        // And is gone again, for which it is not held as long as before.
        test.receiver.answer([nil], at: address)
        bench.time.advance(by: .seconds(5))
        #expect(await sender.tellAllDue() == 1)
        bench.time.advance(by: .seconds(29))
        #expect(await sender.tellAllDue() == 0)
        bench.time.advance(by: .seconds(1))
        #expect(await sender.tellAllDue() == 1)
        #expect(try await bench.store.nextLogout() == nil)
    }

    @Test("D4: what was not told when a process died another tells, also where it died while it told")
    func restart() async throws {
        let login = try await test.login(at: try await test.client("c1"))
        test.receiver.hold(LogoutBench.address("c1"))
        // The process that ends the login tells nobody.
        try await test.end(login)
        try await watching(try test.sender()) {
            for await _ in test.receiver.arrivals { break }
        }
        let next = try LogoutBench(store: bench.store)
        next.bench.time.set(bench.time.now)
        let sender = try next.sender()
        #expect(await sender.tellAllDue() == 0)
        next.bench.time.advance(by: .seconds(60))
        #expect(await sender.tellAllDue() == 1 && next.receiver.messages.count == 1)
        #expect(try await bench.store.nextLogout() == nil)
    }

    @Test("D10: two processes on one store tell each client once")
    func twoSenders() async throws {
        let other = try LogoutBench(store: bench.store)
        let login = try await bench.login()
        for number in 0..<20 {
            _ = try await bench.grant(try await test.client("c\(number)"), scope: "openid", login: login)
        }
        try await test.end(login)
        let (one, two) = (try test.sender(), try other.sender())
        async let first = one.tellAllDue()
        async let second = two.tellAllDue()
        let count = await first + second
        #expect(count == 20)
        #expect(Set(test.receiver.addresses + other.receiver.addresses).count == 20)
    }

    @Test("One that stops lets those answer that are being told, and begins with nobody else")
    func stops() async throws {
        let held = LogoutBench.address("c1")
        test.receiver.hold(held)
        var limits = LogoutLimits()
        // The test may take as long as it likes to let the client answer, and meanwhile there is no room for another.
        limits.answer = .seconds(3600)
        limits.concurrency = 1
        let sender = try test.sender(limits)
        let task = Task { await sender.watch() }
        let login = try await test.login(at: try await test.client("c1"))
        try await test.end(login)
        for await _ in test.receiver.arrivals { break }
        sender.stop()
        // This one comes while the other client is still being told, and there would be room for it then.
        let late = try await test.login(at: try await test.client("c2"))
        try await test.end(late)
        #expect(!bench.log.kinds.contains("client_logout_told"))
        test.receiver.release(held)
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        #expect(bench.log.kinds.filter { $0.hasPrefix("client_logout") } == ["client_logout_told"])
        #expect(test.receiver.addresses == [held])
        #expect(try await bench.store.nextLogout() == 0)
    }

    @Test("A new logout of a client that is out of reach need not wait for as long as one that was tried often")
    func newLogout() async throws {
        let client = try await test.client("c1")
        test.receiver.answer(Array(repeating: nil, count: 7), at: LogoutBench.address("c1"))
        let old = try await test.login(at: client)
        try await test.end(old)
        let sender = try test.sender()
        for _ in 0..<5 {
            #expect(await sender.tellAllDue() == 1)
            bench.time.advance(by: .seconds(3600))
        }
        // Both are due. The client answers neither, and the old one is not tried again within the hour.
        let new = try await test.login(at: client)
        try await test.end(new)
        for pause in [5, 30] as [Int64] {
            #expect(await sender.tellAllDue() == 1)
            bench.time.advance(by: .seconds(pause - 1))
            #expect(await sender.tellAllDue() == 0)
            bench.time.advance(by: .seconds(1))
        }
        // Now it is back.
        #expect(await sender.tellAllDue() == 1)
        #expect(bench.log.kinds.last == "client_logout_told")
        let next = try #require(try await bench.store.nextLogout())
        #expect(next > bench.time.now.milliseconds + 3_000_000)
    }

    @Test("A consent that is taken back when its grant is gone has the client told at once")
    func withdrawn() async throws {
        let client = try await test.client("c1")
        let login = try await bench.login()
        let reply = try await bench.grant(client, login: login)
        _ = await bench.revoke(client, try reply.refreshToken)
        #expect(try await bench.grantRecord() == nil)
        // By this bell a sender wakes.
        let rings = bench.sessions.endings.rings
        let hadAny = try await bench.server.withdraw(consentOf: login.subject, for: "c1")
        #expect(hadAny && bench.sessions.endings.rings > rings)
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 1)
        #expect(test.receiver.addresses == [LogoutBench.address("c1")])
        #expect(try await bench.audit().contains("consent_withdrawn"))
        let isAgain = try await bench.server.withdraw(consentOf: login.subject, for: "c1")
        #expect(!isAgain)
    }

    @Test("Where too many logouts wait, some are dropped, and that is said")
    func overflow() async throws {
        let client = try await test.client("c1")
        test.receiver.answer([nil], at: LogoutBench.address("c1"))
        let login = try await test.login(at: client, client, client)
        try await test.end(login)
        var limits = LogoutLimits()
        limits.perClient = 2
        let sender = try test.sender(limits)
        #expect(await sender.tellAllDue() == 1)
        #expect(bench.log.kinds.contains("client_logout_lost"))
        let lost = try await bench.store.audit(AuditFilter(kind: "client_logout_lost"), before: nil, limit: 9)
        #expect(lost.map { String(decoding: $0.record.details, as: UTF8.self) } == [#"{"client_id":"c1","count":1}"#])
    }

    @Test("A client that has taken its address away is not told")
    func withoutAddress() async throws {
        let login = try await test.login(at: try await test.client("c1"))
        try await test.end(login)
        _ = try await bench.store.change(client: "c1") { record in
            var fate = ClientFate.keep
            if var record {
                record.metadata = Array(#"{"redirect_uris":["https://client.example.com/cb"]}"#.utf8)
                fate = .put(record)
            }
            return ClientChange(fate, outcome: 0) { SessionEnding(Revocation(id: $0.id, endsAt: 0)) }
        }
        let sender = try test.sender()
        #expect(await sender.tellAllDue() == 1)
        #expect(test.receiver.messages.isEmpty)
        #expect(try await bench.store.nextLogout() == nil)
    }

    @Test("A store that fails loses nothing")
    func failingStore() async throws {
        let store = FailingStore()
        let test = try LogoutBench(store: store)
        let login = try await test.login(at: try await test.client("c1"))
        try await test.end(login)
        let sender = try test.sender()
        store.fail(true)
        #expect(await sender.tellAllDue() == 0)
        store.fail(false)
        #expect(await sender.tellAllDue() == 1 && test.receiver.messages.count == 1)
    }
}
