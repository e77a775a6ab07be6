/// A bucket of tokens that fills up steadily. In any time t it gives at most `capacity` + t / `interval` of them.
///
/// Its state is one number, the moment at which it will be full again: nothing has to be refilled by anybody.
struct BucketRule: ThrottleRule {
    let capacity: Int64
    /// How long one token takes to come back, in milliseconds.
    let interval: Int64

    /// A bucket of `capacity` tokens, of which `perHour` come back in an hour.
    init(capacity: Int, perHour: Int) {
        self.capacity = Int64(capacity)
        interval = 3_600_000 / Int64(perHour)
    }

    var fresh: Int64 { 0 }

    func isLocked(_ fullAt: Int64, at now: Int64) -> Bool { wait(fullAt, now) > 0 }

    func isIdle(_ fullAt: Int64, at now: Int64) -> Bool { fullAt <= now }

    /// Takes a token.
    /// - Returns: nil, or how long it takes until there is one; then none is taken.
    func take(_ fullAt: inout Int64, at now: Int64) -> Int64? {
        let wait = wait(fullAt, now)
        guard wait <= 0 else { return wait }
        fullAt = max(fullAt, now) + interval
        return nil
    }

    /// Puts a token back.
    func giveBack(_ fullAt: inout Int64) { fullAt -= interval }

    private func wait(_ fullAt: Int64, _ now: Int64) -> Int64 {
        max(fullAt, now) + interval - now - capacity * interval
    }
}
