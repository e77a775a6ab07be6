/// How many logins and sign-ups a ``LoginThrottle`` lets through.
public struct ThrottleLimits: Sendable, Hashable {
    /// Wrong passwords of one account from one network before the delays begin: 5.
    public var freeGuesses = 5
    /// The longest delay between two guesses at one account from one network, in seconds: 900, a quarter of an hour. The
    /// first is 1 second, each next one twice as long.
    public var longestDelay = 900
    /// After how many seconds without a guess an account's counter for a network is forgotten: 3,600, an hour.
    public var quietTime = 3600
    /// Logins of one network at a time, whoever they are for: 100. One that succeeds is not counted.
    public var networkCapacity = 100
    /// How many more of these come back in an hour: 600, ten a minute.
    public var networkPerHour = 600
    /// Guesses at one account from all networks together at a time: 50. Together with ``accountPerHour`` it makes no more
    /// than 100 in any hour (NIST SP 800-63B, section 5.2.2).
    public var accountCapacity = 50
    /// How many more of these come back in an hour: 50.
    public var accountPerHour = 50
    /// Logins of one account that succeed, at a time: 100. Each costs a hash and a session, also those of who has the password.
    /// The account's known devices together have as many of their own.
    public var loginCapacity = 100
    /// How many more of these come back in an hour: 600, ten a minute.
    public var loginPerHour = 600
    /// Sign-ups of one network at a time: 20.
    public var signUpCapacity = 20
    /// How many more of these come back in an hour: 20.
    public var signUpPerHour = 20
    /// For how many days a network counts as one of the account's own after it has logged in from there: 30.
    public var trustDays = 30
    /// How many counters of each kind are kept: 65,536, in all 50 MiB at most.
    public var tableCapacity = 65_536

    /// The limits as they stand beside each member.
    public init() {}

    /// Throws ``AccountError`` with the code `invalidConfiguration` for a member that cannot be computed with or makes no
    /// sense; its detail names it.
    func check() throws(AccountError) {
        let ranges: [(String, Int, ClosedRange<Int>)] = [
            ("freeGuesses", freeGuesses, 1...100),
            ("longestDelay", longestDelay, 1...86_400),
            // A delay that outlives the memory of it would end with it.
            ("quietTime", quietTime, min(max(60, longestDelay), 604_800)...604_800),
            ("networkCapacity", networkCapacity, 1...1_000_000),
            ("networkPerHour", networkPerHour, 1...3_600_000),
            ("accountCapacity", accountCapacity, 1...1_000_000),
            ("accountPerHour", accountPerHour, 1...3_600_000),
            ("loginCapacity", loginCapacity, 1...1_000_000),
            ("loginPerHour", loginPerHour, 1...3_600_000),
            ("signUpCapacity", signUpCapacity, 1...1_000_000),
            ("signUpPerHour", signUpPerHour, 1...3_600_000),
            ("trustDays", trustDays, 0...365),
            ("tableCapacity", tableCapacity, 16...16_777_216),
        ]
        for (name, value, range) in ranges where !range.contains(value) {
            throw AccountError(
                .invalidConfiguration, "\(name) must be \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
