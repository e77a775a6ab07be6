import Testing

@testable import MapaeAccounts

@Suite(.timeLimit(.minutes(5)))
struct ThrottleMemoryTests {
    @Test(
        "A hundred thousand names from as many networks take no more room than the tables have, and undo no lock (L6)")
    func flood() throws {
        var limits = ThrottleLimits()
        limits.tableCapacity = 1024
        let time = try Ticking(limits)
        for _ in 1...12 {
            #expect(time.fail("ada", "net") == nil)
            time.advance(seconds: Int64(time.fail("ada", "net") ?? 0))
        }
        #expect(time.fail("ada", "net") == nil)
        let locked = try #require(time.fail("ada", "net"))
        #expect(locked > 100)
        for number in 0..<100_000 {
            try time.throttle.admit(account: Username("user\(number)"), network: "net\(number)").failed()
        }
        #expect(time.throttle.counterCount <= 6 * 1024)
        #expect(time.fail("ada", "net") == locked)
    }

    @Test("A million counters are as many as the table holds, and those that refuse are all still there (L6)")
    func million() {
        let rule = GuessRule(free: 1, longestDelay: 900_000, quiet: 3_600_000)
        let table = ShardedTable(rule, capacity: 65_536)
        func key(_ number: Int) -> ThrottleKey {
            // Spread as digests are.
            let high = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
            return ThrottleKey(high: high ^ high >> 32, low: UInt64(number))
        }
        for number in 0..<1000 {
            _ = table.update(key(number), at: 0) { $1 = GuessRule.State(guesses: 20, last: 0, blockedUntil: 900_000) }
        }
        for number in 1000..<1_000_000 {
            _ = table.update(key(number), at: 5) { $1 = GuessRule.State(guesses: 1, last: 5, blockedUntil: 5) }
        }
        #expect(table.count == 65_536)
        #expect((0..<1000).allSatisfy { table.state(key($0)).map { rule.isLocked($0, at: 5) } == true })
    }

    @Test("When every counter refuses, who is new waits a moment, locks stay, and known devices come in (L6)")
    func full() throws {
        var limits = ThrottleLimits()
        limits.tableCapacity = 64
        limits.freeGuesses = 1
        limits.longestDelay = 900
        let time = try Ticking(limits)
        var locked: [String] = []
        for number in 0..<10_000 where time.fail("user\(number)", "net\(number)") == nil { locked.append("\(number)") }
        #expect(locked.count >= 64)
        #expect(time.limit("ada", "net") == .full)
        #expect(time.fail("ada", "net") == 5)
        for number in locked { #expect(time.fail("user\(number)", "net\(number)") == 1) }
        try time.admit("ada", "net", known: true).succeeded()
        time.advance(seconds: 1)
        #expect(time.fail("ada", "net") == nil)
    }

    @Test("A table finds the place of an idle counter before one that still counts, and never one that refuses")
    func victims() {
        let rule = GuessRule(free: 2, longestDelay: 900_000, quiet: 10_000)
        var table = BoundedTable(rule, capacity: 3)
        func key(_ name: String) -> ThrottleKey { ThrottleKey(.account, account: name[...].utf8, salt: []) }
        for name in ["locked", "counting", "idle"] {
            _ = table.update(key(name), at: name == "idle" ? 0 : 20_000) {
                $0.take(&$1, at: name == "idle" ? 0 : 20_000)
            }
        }
        _ = table.update(key("locked"), at: 20_000) { $0.take(&$1, at: 20_000) }
        #expect(table.update(key("first"), at: 20_500) { $0.take(&$1, at: 20_500) } != nil)
        #expect(table.state(key("idle")) == nil)
        #expect(table.state(key("counting")) != nil && table.state(key("locked")) != nil)
        for name in ["second", "third", "fourth"] {
            #expect(table.update(key(name), at: 20_500) { $0.take(&$1, at: 20_500) } != nil)
            #expect(table.state(key("locked")) != nil)
        }
        #expect(table.count == 3)
        table.remove(key("fourth"))
        table.remove(key("fourth"))
        #expect(table.count == 2 && table.state(key("locked")) != nil)
    }

    @Test("Keys tell their parts and kinds apart, and two throttles have none in common")
    func keys() {
        func key(_ kind: ThrottleKey.Kind, _ account: String, _ network: String, _ salt: UInt8 = 0) -> ThrottleKey {
            ThrottleKey(kind, account: account[...].utf8, network: network, salt: [salt])
        }
        let keys: Set = [
            key(.accountOnNetwork, "a", "bc"), key(.accountOnNetwork, "ab", "c"), key(.accountOnNetwork, "abc", ""),
            key(.accountOnNetwork, "", "abc"), key(.account, "a", "bc"), key(.network, "", "abc"),
            key(.signUp, "", "abc"),
            key(.device, "a", "bc"), key(.accountOnNetwork, "a", "bc", 1),
        ]
        #expect(keys.count == 9)
    }
}
