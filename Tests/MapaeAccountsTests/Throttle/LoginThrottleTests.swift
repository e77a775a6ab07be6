import MapaeStore
import Testing

@testable import MapaeAccounts

@Suite(.timeLimit(.minutes(5)))
struct LoginThrottleTests {
    @Test(
        "Five wrong passwords are free, then each waits twice as long as the one before, up to a quarter of an hour (L3)"
    )
    func delays() throws {
        let time = try Ticking()
        for _ in 1...5 { #expect(time.fail("ada", "net") == nil) }
        for expected in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900] {
            #expect(time.fail("ada", "net") == expected)
            time.advance(milliseconds: Int64(expected) * 1000 - 1)
            #expect(time.fail("ada", "net") == 1)
            time.advance(milliseconds: 1)
            #expect(time.fail("ada", "net") == nil)
        }
    }

    @Test("Of a thousand guesses at one user in ten seconds at most ten are checked (L3)")
    func bruteForce() throws {
        let time = try Ticking()
        var checked = 0
        for _ in 0..<1000 {
            if time.fail("ada", "net") == nil { checked += 1 }
            time.advance(milliseconds: 10)
        }
        #expect(checked == 8)
    }

    @Test("One guess at each of ten thousand users from one network: a hundred, and ten more a minute (L3)")
    func spray() throws {
        let time = try Ticking()
        let checked = (0..<10_000).count { time.fail("user\($0)", "net") == nil }
        #expect(checked == 100)
        #expect(time.fail("another", "net") == 6)
        time.advance(seconds: 60)
        #expect((0..<100).count { time.fail("more\($0)", "net") == nil } == 10)
        #expect(time.limit("another", "net") == .network)
        #expect(time.fail("another", "another net") == nil)
    }

    @Test("A slow spray of one user over many networks: no more than a hundred in any hour (L3)")
    func distributed() throws {
        let time = try Ticking()
        var moments: [Int64] = []
        for step in 0..<Int64(3 * 3600) {
            if time.fail("ada", "net\(step)") == nil { moments.append(step) }
            time.advance(seconds: 1)
        }
        for start in moments { #expect(moments.count { $0 >= start && $0 < start + 3600 } <= 100) }
        #expect(moments.count <= 200)
        // One token may have come back in the last second; no more.
        _ = time.fail("ada", "one more net")
        #expect(time.limit("ada", "and one more") == .account)
    }

    @Test("Two hundred guesses at once get no further than two hundred in a row (L4)")
    func parallel() async throws {
        let time = try Ticking()
        let checked = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 { group.addTask { time.fail("ada", "net") == nil } }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(checked == 5)
    }

    @Test("Two hundred at once with the hash between: the count is taken before it (L4)")
    func parallelHashes() async throws {
        let time = try Ticking()
        let hasher = CountingHasher()
        let accounts = Accounts(
            store: FaultyStore(), pool: try HashingPool(workers: 2, waiting: 400), policy: PasswordPolicy(),
            hasher: hasher,
            now: { 0 }, makeID: { "id" })
        _ = try await accounts.create(username: "ada", password: "a good password")
        hasher.forget()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    await #expect(throws: (any Error).self) {
                        try await time.throttle.guarding(account: Username("ada"), network: "net") {
                            try await accounts.authenticate(username: "ada", password: "guess \(number)")
                        }
                    }
                }
            }
        }
        #expect(hasher.paid.count == 5)
    }

    @Test("All spellings of a name are one account, and all texts that are no names are one too (L5, L9)")
    func aliases() throws {
        let time = try Ticking()
        for name in ["kelvin", "KELVIN", "\u{212A}elvin", "\u{FF4B}elvin", "Kelvin"] {
            #expect(time.fail(name, "net") == nil)
        }
        #expect(time.fail("kElvin", "net") == 1)
        for name in ["", "a b", "\0", "al\u{131}ce", "🐎"] { #expect(time.fail(name, "net") == nil) }
        #expect(time.fail("another that is none", "net") == 1)
    }

    @Test("Names that nobody has are counted as those that somebody has (L2)")
    func unknownNames() throws {
        // The throttle knows no users: it has nothing to tell them apart by.
        let time = try Ticking()
        for name in ["ada", "nobody"] {
            #expect((1...7).map { _ in time.fail(name, "net") } == [nil, nil, nil, nil, nil, 1, 1])
        }
    }

    @Test("A success of another user on the same network resets nothing but its own (L19)")
    func otherSuccess() throws {
        let time = try Ticking()
        var checked = 0
        for _ in 0..<50 {
            if time.fail("ada", "net") == nil { checked += 1 }
            try time.admit("mallory", "net").succeeded()
        }
        #expect(checked == 5)
        // The network's bucket lacks the five failures, and not the fifty successes.
        #expect((0..<1000).count { time.fail("other\($0)", "net") == nil } == 95)
    }

    @Test("A success forgets the user's own wrong passwords from there, and not those from elsewhere")
    func success() throws {
        let time = try Ticking()
        for _ in 1...4 { #expect(time.fail("ada", "home") == nil) }
        for _ in 1...5 { #expect(time.fail("ada", "away") == nil) }
        try time.admit("ada", "home").succeeded()
        for _ in 1...5 { #expect(time.fail("ada", "home") == nil) }
        #expect(time.fail("ada", "home") == 1)
        #expect(time.fail("ada", "away") == 1)
    }

    @Test("The owner logs in from a known device while the account is attacked, from the same network too (L3)")
    func knownDevice() throws {
        let time = try Ticking()
        for number in 0..<1000 { _ = time.fail("ada", number.isMultiple(of: 2) ? "home" : "net\(number)") }
        for number in 0..<200 { _ = time.fail("user\(number)", "home") }
        #expect(time.limit("ada", "home") == .accountOnNetwork)
        #expect(time.limit("grace", "home") == .network)
        try time.admit("ada", "home", known: true).succeeded()
        try time.admit("ada", "yet another net", known: true).succeeded()
        // And that has reset nothing for the attacker.
        #expect(time.limit("ada", "home") == .accountOnNetwork)
        #expect(time.limit("ada", "new net") == .account)
    }

    @Test("A known device is limited by itself: a thief's guesses on it are delayed too")
    func knownDeviceGuesses() throws {
        let time = try Ticking()
        let waits = (1...8).map { time.fail("ada", "net\($0)", known: true) }
        #expect(waits == [nil, nil, nil, nil, nil, 1, 1, 1])
        #expect(time.fail("grace", "net", known: true) == nil)
        #expect(time.fail("ada", "net") == nil)
    }

    @Test("A network from which the owner has logged in is exempt from the limit of the account, for thirty days")
    func trustedNetwork() throws {
        let time = try Ticking()
        try time.admit("ada", "home").succeeded()
        for number in 0..<100 { _ = time.fail("ada", "net\(number)") }
        #expect(time.limit("ada", "new net") == .account)
        #expect(time.limit("grace", "new net") == nil)
        try time.admit("ada", "home").succeeded()
        time.advance(seconds: 30 * 86_400 + 1)
        for number in 0..<100 { _ = time.fail("ada", "net\(number)") }
        #expect(time.limit("ada", "home") == .account)
    }

    @Test("No lock lasts: after a quiet hour all is as it was")
    func quiet() throws {
        let time = try Ticking()
        for number in 0..<500 { _ = time.fail("ada", "net\(number % 40)") }
        time.advance(seconds: 3600)
        for _ in 1...5 { #expect(time.fail("ada", "net0") == nil) }
        #expect(time.fail("ada", "net0") == 1)
    }

    @Test("What no hash was computed for is not counted, and a ticket is worth one ending")
    func withdrawn() throws {
        let time = try Ticking()
        for _ in 0..<200 { try time.admit("ada", "net").withdrawn() }
        for _ in 1...5 {
            let ticket = try time.admit("ada", "net")
            ticket.failed()
            ticket.withdrawn()
            ticket.succeeded()
        }
        #expect(time.fail("ada", "net") == 1)
        time.advance(seconds: 1)
        let ticket = try time.admit("ada", "net")
        #expect(time.fail("ada", "net") == 2)
        ticket.withdrawn()
        // The sixth was given back, so the seventh stands where the sixth stood.
        #expect(time.fail("ada", "net") == nil)
        #expect(time.fail("ada", "net") == 2)
    }

    @Test("Right passwords are limited too: each is a hash and a session, also for who has the password")
    func logins() throws {
        let time = try Ticking()
        for number in 0..<100 { try time.admit("ada", "net\(number % 7)").succeeded() }
        #expect(time.limit("ada", "net1") == .logins)
        #expect(time.limit("ada", "a new net") == .logins)
        #expect(throws: LoginRefusal(.logins, wait: 6000)) { try time.admit("ada", "net1") }
        #expect(time.limit("grace", "net1") == nil)
        // The owner's own devices are not hindered by who has the password, and have as many of their own.
        for _ in 0..<100 { try time.admit("ada", "net1", known: true).succeeded() }
        #expect(time.limit("ada", "net1", known: true) == .logins)
        time.advance(seconds: 6)
        try time.admit("ada", "net1").succeeded()
        #expect(time.limit("ada", "net1") == .logins)
        time.advance(seconds: 6)
        // A wrong password is no login.
        for _ in 1...3 { #expect(time.fail("ada", "net1") == nil) }
        try time.admit("ada", "net1").succeeded()
        #expect(time.limit("ada", "net1") == .logins)
    }

    @Test("What a fault of the store comes between is a login and no guess: a full disk gives nobody endless hashes")
    func faulted() async throws {
        let time = try Ticking()
        let ada = try Username("ada")
        func login(_ error: any Error) async throws {
            try await time.throttle.guarding(account: ada, network: "net") { throw error }
        }
        for _ in 0..<100 {
            await #expect(throws: StoreError(.failed)) { try await login(StoreError(.failed)) }
        }
        await #expect(throws: LoginRefusal(.logins, wait: 6000)) { try await login(StoreError(.failed)) }
        // Whoever hangs up is not asked whether the guess was right, and pays as if it was wrong.
        time.advance(seconds: 60)
        for _ in 1...5 { await #expect(throws: CancellationError.self) { try await login(CancellationError()) } }
        #expect(time.limit("ada", "net") == .accountOnNetwork)
    }

    @Test("A ticket that is dropped stays counted")
    func dropped() throws {
        let time = try Ticking()
        for _ in 1...5 { _ = try time.admit("ada", "net") }
        #expect(time.fail("ada", "net") == 1)
    }

    @Test("Refusals count nothing: who knocks on a locked door does not use up the network's tokens")
    func refusals() throws {
        let time = try Ticking()
        for _ in 0..<10_000 { _ = time.fail("ada", "net") }
        #expect((0..<1000).count { time.fail("other\($0)", "net") == nil } == 95)
    }

    @Test("A full pool and a fault count for no guess, a wrong password does, and a right one forgets")
    func guarding() async throws {
        let time = try Ticking()
        let ada = try Username("ada")
        for code in [AccountError.Code.overloaded, .shutDown, .hashingFailed, .malformedHash] {
            for _ in 0..<10 {
                await #expect(throws: AccountError(code)) {
                    try await time.throttle.guarding(account: ada, network: "net") { throw AccountError(code) }
                }
            }
        }
        for _ in 0..<5 {
            await #expect(throws: AccountError(.invalidCredentials)) {
                try await time.throttle.guarding(account: ada, network: "net") {
                    throw AccountError(.invalidCredentials)
                }
            }
        }
        await #expect(throws: LoginRefusal(.accountOnNetwork, wait: 1000)) {
            try await time.throttle.guarding(account: ada, network: "net") { Issue.record("it was checked") }
        }
        time.advance(seconds: 1)
        #expect(try await time.throttle.guarding(account: ada, network: "net") { 7 } == 7)
        for _ in 1...5 { #expect(time.fail("ada", "net") == nil) }
    }

    @Test("Sign-ups of one network are limited, and what came to nothing is not counted (L3)")
    func signUps() throws {
        let time = try Ticking()
        for _ in 0..<100 { try time.throttle.admitSignUp(network: "net").withdrawn() }
        for _ in 1...20 { try time.throttle.admitSignUp(network: "net").succeeded() }
        #expect(throws: LoginRefusal(.signUp, wait: 180_000)) { try time.throttle.admitSignUp(network: "net") }
        _ = try time.throttle.admitSignUp(network: "another net")
        #expect(time.fail("ada", "net") == nil)
        time.advance(seconds: 180)
        _ = try time.throttle.admitSignUp(network: "net")
    }

    @Test("Whoever waits for as long as told is let in, by every limit")
    func retryAfter() throws {
        let time = try Ticking()
        for number in 0..<60 { _ = time.fail("ada", "net\(number)") }
        let wait = try #require(time.fail("ada", "net"))
        time.advance(milliseconds: Int64(wait) * 1000 - 1000)
        #expect(time.fail("ada", "net") != nil)
        time.advance(seconds: 1)
        #expect(time.fail("ada", "net") == nil)
        #expect("\(LoginRefusal(.account, wait: 1))" == "There were too many attempts. Try again in 1 s.")
        #expect(LoginRefusal(.account, wait: -5).retryAfter == 1)
        #expect(LoginRefusal(.account, wait: 1001).retryAfter == 2)
        #expect(LoginRefusal(.account, wait: .max - 999).retryAfter > 0)
    }

    @Test("Limits that make no sense are refused")
    func limits() throws {
        func expectRefusal(_ change: (inout ThrottleLimits) -> Void) {
            var limits = ThrottleLimits()
            change(&limits)
            #expect(throws: AccountError(.invalidConfiguration)) { try LoginThrottle(limits: limits) }
        }
        for value in [Int.min, -1, 0, Int.max] {
            expectRefusal { $0.freeGuesses = value }
            expectRefusal { $0.longestDelay = value }
            expectRefusal { $0.quietTime = value }
            expectRefusal { $0.networkCapacity = value }
            expectRefusal { $0.networkPerHour = value }
            expectRefusal { $0.accountCapacity = value }
            expectRefusal { $0.accountPerHour = value }
            expectRefusal { $0.signUpCapacity = value }
            expectRefusal { $0.signUpPerHour = value }
            expectRefusal { $0.tableCapacity = value }
        }
        expectRefusal { $0.trustDays = -1 }
        expectRefusal { $0.quietTime = 899 }
        _ = try LoginThrottle()
    }
}
