/// The clients that did not answer, and are told nothing for a while: in memory, so that not one row of those that wait is written.
struct LogoutHolds: Sendable {
    private struct Hold: Sendable {
        /// How often it has not answered, one after the other.
        let misses: Int
        /// Until when it is told nothing, in milliseconds since 1970-01-01T00:00:00Z.
        let end: Int64
    }

    /// How long it is known after the end that a client did not answer, in milliseconds: it may have to wait for its turn.
    static let memory: Int64 = 600_000

    /// By the bytes of their ids.
    private var holds: [[UInt8]: Hold] = [:]

    /// How many clients are known not to have answered.
    var count: Int { holds.count }

    /// Notes what has come of telling a client. One that has not answered is told nothing for a while, and for longer each time; any
    /// answer ends that. What was not sent says nothing of the client, and the server is busy: it pauses, and not for longer each time.
    mutating func note(_ outcome: LogoutOutcome, of client: [UInt8], at now: Int64, _ schedule: LogoutSchedule) {
        switch outcome {
        case .told, .refused, .unwanted, .failed(.some): holds[client] = nil
        case .failed(.none):
            let misses = min(holds[client]?.misses ?? 0, LogoutSchedule.holds) + 1
            holds[client] = Hold(misses: misses, end: now + schedule.hold(misses: misses))
        case .unsent:
            holds[client] = Hold(misses: holds[client]?.misses ?? 0, end: now + schedule.hold(misses: 1))
        }
    }

    /// The clients that are told nothing now. Forgets those whose time is long over.
    mutating func clients(at now: Int64) -> [[UInt8]] {
        // A clock that was set back must not have one wait for long.
        holds = holds.filter { $0.value.end > now - Self.memory && $0.value.end <= now + LogoutSchedule.longestHold }
        return holds.filter { $0.value.end > now }.map(\.key)
    }

    /// When the first of them is told something again; `nil` where there is none.
    func firstEnd(after now: Int64) -> Int64? { holds.values.lazy.map(\.end).filter { $0 > now }.min() }
}
