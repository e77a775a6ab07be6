import MapaeJOSE

/// Limits how fast passwords can be guessed, without letting a guesser lock out the owner.
///
/// Each attempt asks for a ticket first and is counted there, before any hash is checked: of a hundred parallel guesses no
/// more get through than of a hundred in a row.
/// - *One account, one network*: five guesses are free, then 1, 2, 4 … seconds pass between two, up to a quarter of an
///   hour. A success from there forgets them.
/// - *One account, all networks*: no more than 100 guesses in any hour. Networks from which that account has logged in
///   (in the last 30 days, since this process started) do not count.
/// - *One network, all accounts*: 100 attempts, of which 10 come back each minute. A success puts its own one back.
/// - *One account, right passwords*: 100 logins, of which 10 come back each minute; each is a hash and a session.
/// - A *known device* (``KnownDevices``) of the account is exempt from all four, and has counts of its own for its owner's
///   wrong passwords and right ones; so whoever attacks the account, from wherever, does not slow its owner down.
///
/// Names that nobody has are counted as others are. The counters are in memory, bounded (``ThrottleLimits/tableCapacity`` of
/// each kind) and kept under salted digests. A counter that refuses is never pushed out by new ones; when all that were
/// looked at refuse, whoever is new is refused for five seconds, known devices excepted.
public final class LoginThrottle: Sendable {
    /// The wait when there is no place for another counter, in milliseconds.
    private static let waitWhenFull: Int64 = 5000

    private let now: @Sendable () -> Int64
    private let salt: [UInt8]
    private let trustTime: Int64
    private let pairs: ShardedTable<GuessRule>
    private let devices: ShardedTable<GuessRule>
    private let accounts: ShardedTable<BucketRule>
    private let networks: ShardedTable<BucketRule>
    private let logins: ShardedTable<BucketRule>
    private let signUps: ShardedTable<BucketRule>
    private let trusted: ShardedTable<TrustRule>

    /// Creates a throttle that has counted nothing yet.
    /// - Parameter limits: How much is let through.
    /// - Throws: ``AccountError`` with the code `invalidConfiguration` when a limit is out of its range.
    public convenience init(limits: ThrottleLimits = ThrottleLimits()) throws(AccountError) {
        let start = ContinuousClock.now
        try self.init(limits: limits, now: { Int64(start.duration(to: .now) / .milliseconds(1)) })
    }

    /// - Parameter now: Milliseconds of a clock that never goes back: setting the system's clock must end no delay.
    package init(limits: ThrottleLimits, now: @escaping @Sendable () -> Int64) throws(AccountError) {
        try limits.check()
        self.now = now
        salt = RandomBytes.make(16)
        trustTime = Int64(limits.trustDays) * 86_400_000
        let guesses = GuessRule(
            free: Int64(limits.freeGuesses), longestDelay: Int64(limits.longestDelay) * 1000,
            quiet: Int64(limits.quietTime) * 1000)
        let capacity = limits.tableCapacity
        pairs = ShardedTable(guesses, capacity: capacity)
        devices = ShardedTable(guesses, capacity: capacity)
        accounts = ShardedTable(
            BucketRule(capacity: limits.accountCapacity, perHour: limits.accountPerHour), capacity: capacity)
        networks = ShardedTable(
            BucketRule(capacity: limits.networkCapacity, perHour: limits.networkPerHour), capacity: capacity)
        logins = ShardedTable(
            BucketRule(capacity: limits.loginCapacity, perHour: limits.loginPerHour), capacity: capacity)
        signUps = ShardedTable(
            BucketRule(capacity: limits.signUpCapacity, perHour: limits.signUpPerHour), capacity: capacity)
        trusted = ShardedTable(TrustRule(), capacity: capacity)
    }

    /// How many counters there are.
    var counterCount: Int {
        pairs.count + devices.count + accounts.count + networks.count + logins.count + signUps.count + trusted.count
    }

    /// Asks for leave to check a password, and counts the attempt.
    /// - Parameters:
    ///   - account: The name that was typed; nil for a text that is no name, which all count as one account.
    ///   - network: Where it came from, in one spelling: an IPv4 address, or the first 64 bits of an IPv6 address.
    ///   - isKnownDevice: Whether ``KnownDevices`` knows the caller as a device of this account.
    ///   - sessionID: The session of who is logged in already and shows the password again. It is exempt as a known device is, and
    ///     has a count of its own, so that a stolen token does not slow down its owner's logins.
    /// - Returns: The ticket, which is to be told how it ended.
    /// - Throws: ``LoginRefusal``; then nothing was counted.
    public func admit(
        account: Username?, network: String, isKnownDevice: Bool = false, sessionID: String? = nil
    ) throws(LoginRefusal) -> LoginTicket {
        let now = now()
        let name = (account?.canonical ?? "")[...].utf8
        let pair = ThrottleKey(.accountOnNetwork, account: name, network: network, salt: salt)
        if isKnownDevice || sessionID != nil {
            let device =
                sessionID.map { ThrottleKey(.session, account: name, network: $0, salt: salt) }
                ?? ThrottleKey(.device, account: name, salt: salt)
            let guess = try take(devices, device, now)
            do throws(LoginRefusal) { try take(logins, device, .logins, now) } catch {
                devices.updateIfPresent(device) { $0.giveBack(guess, to: &$1) }
                throw error
            }
            return ticket(trusting: pair, guesses: (devices, device, guess), login: device, tokens: [])
        }
        let guess = try take(pairs, pair, now)
        let login = ThrottleKey(.logins, account: name, salt: salt)
        var tokens: [(ShardedTable<BucketRule>, ThrottleKey)] = []
        do throws(LoginRefusal) {
            if (trusted.state(pair) ?? 0) <= now {
                let key = ThrottleKey(.account, account: name, salt: salt)
                try take(accounts, key, .account, now)
                tokens.append((accounts, key))
            }
            let key = ThrottleKey(.network, network: network, salt: salt)
            try take(networks, key, .network, now)
            tokens.append((networks, key))
            try take(logins, login, .logins, now)
        } catch {
            for (table, key) in tokens { table.updateIfPresent(key) { $0.giveBack(&$1) } }
            pairs.updateIfPresent(pair) { $0.giveBack(guess, to: &$1) }
            throw error
        }
        return ticket(trusting: pair, guesses: (pairs, pair, guess), login: login, tokens: tokens)
    }

    /// Asks for leave to create an account, and counts the attempt. A ticket that is withdrawn is not counted; one that
    /// succeeds is, as each account is one more.
    /// - Parameter network: Where it came from, as for ``admit(account:network:isKnownDevice:sessionID:)``.
    /// - Returns: The ticket.
    /// - Throws: ``LoginRefusal``; then nothing was counted.
    public func admitSignUp(network: String) throws(LoginRefusal) -> LoginTicket {
        let key = ThrottleKey(.signUp, network: network, salt: salt)
        try take(signUps, key, .signUp, now())
        return LoginTicket { [signUps] ending in
            if ending == .withdrawn { signUps.updateIfPresent(key) { $0.giveBack(&$1) } }
        }
    }

    private func take(
        _ table: ShardedTable<GuessRule>, _ key: ThrottleKey, _ now: Int64
    ) throws(LoginRefusal) -> GuessRule.Reservation {
        switch table.update(key, at: now, { $0.take(&$1, at: now) }) {
        case .admitted(let reservation): return reservation
        case .refused(let wait): throw LoginRefusal(.accountOnNetwork, wait: wait)
        case nil: throw LoginRefusal(.full, wait: Self.waitWhenFull)
        }
    }

    private func take(
        _ table: ShardedTable<BucketRule>, _ key: ThrottleKey, _ limit: LoginRefusal.Limit, _ now: Int64
    ) throws(LoginRefusal) {
        guard let wait = table.update(key, at: now, { $0.take(&$1, at: now) }) else {
            throw LoginRefusal(.full, wait: Self.waitWhenFull)
        }
        if let wait { throw LoginRefusal(limit, wait: wait) }
    }

    private func ticket(
        trusting pair: ThrottleKey,
        guesses: (table: ShardedTable<GuessRule>, key: ThrottleKey, reservation: GuessRule.Reservation),
        login: ThrottleKey, tokens: [(ShardedTable<BucketRule>, ThrottleKey)]
    ) -> LoginTicket {
        LoginTicket { [logins, trusted, trustTime, now] ending in
            // A guess that was wrong is no login, and one that was none is no guess.
            if ending == .failed || ending == .withdrawn { logins.updateIfPresent(login) { $0.giveBack(&$1) } }
            guard ending != .failed else { return }
            for (table, key) in tokens { table.updateIfPresent(key) { $0.giveBack(&$1) } }
            guard ending == .succeeded else {
                return guesses.table.updateIfPresent(guesses.key) { $0.giveBack(guesses.reservation, to: &$1) }
            }
            guesses.table.remove(guesses.key)
            let now = now()
            _ = trusted.update(pair, at: now) { _, until in until = now + trustTime }
        }
    }
}
