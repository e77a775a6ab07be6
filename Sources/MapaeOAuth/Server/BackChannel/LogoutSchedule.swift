import MapaeStore

/// When a client is told again that could not be told of a logout.
struct LogoutSchedule: Sendable {
    /// How long to wait after each attempt, in milliseconds; after the last of them as long as after it.
    static let pauses: [Int64] = [5000, 30_000, 120_000, 600_000, 3_600_000]
    /// So long a client is tried before it is never told, in milliseconds.
    static let patience: Int64 = 86_400_000
    /// So many of the pauses are also those for which a client that does not answer is told nothing at all. What was tried often waits
    /// for up to an hour; one that is new must not wait as long, as the client may be back by then.
    static let holds = 3
    /// The longest of them, in milliseconds.
    static let longestHold = pauses[holds - 1] * 5 / 4

    /// How much longer or shorter to wait, from 0 to 1: so that clients which have gone together do not all come back at once.
    let jitter: @Sendable () -> Double

    /// The moment of the next attempt, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Parameters:
    ///   - logout: What could not be told.
    ///   - now: The present, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Returns: `nil` where it has been tried for long enough. The last attempt is at the very end of the patience.
    func next(after logout: ClaimedLogout, now: Int64) -> Int64? {
        // What a damaged store holds must not trap.
        let end = logout.since &+ Self.patience
        guard now < end else { return nil }
        return min(now + varied(Self.pauses[min(max(logout.attempt, 1), Self.pauses.count) - 1]), end)
    }

    /// The moment of the next attempt after one that was none, as nothing was sent, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Returns: `nil` where it has waited for long enough.
    func next(afterUnsent logout: ClaimedLogout, now: Int64) -> Int64? {
        let end = logout.since &+ Self.patience
        return now < end ? min(now + varied(Self.pauses[0]), end) : nil
    }

    /// How long a client is told nothing that has not answered, in milliseconds.
    /// - Parameter misses: How often, one after the other.
    func hold(misses: Int) -> Int64 { varied(Self.pauses[min(max(misses, 1), Self.holds) - 1]) }

    private func varied(_ pause: Int64) -> Int64 {
        pause * 3 / 4 + Int64(Double(pause / 2) * min(max(jitter(), 0), 1))
    }
}
