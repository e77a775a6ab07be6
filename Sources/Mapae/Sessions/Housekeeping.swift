import MapaeJOSE
import Synchronization

/// When to clean up next, whether the store is known to fail, and when it was last read to its end.
final class Housekeeping: Sendable {
    private struct State: Sendable {
        var nextTidying: Int64 = 0
        var failing: Set<Duty> = []
        var lastLook: ContinuousClock.Instant?
    }

    /// Seconds between two clean-ups.
    static let interval: Int64 = 60

    private let state = Mutex(State())

    /// Whether it is time to clean up; who is told so has the task.
    func takeTidying(at now: NumericDate) -> Bool {
        state.withLock { state in
            // A clock that was set back must not put it off for long.
            guard now.seconds >= state.nextTidying || state.nextTidying > now.seconds + Self.interval else {
                return false
            }
            state.nextTidying = now.seconds + Self.interval
            return true
        }
    }

    /// When the last look that got to the store's end began; by a clock that nobody sets.
    var lastLook: ContinuousClock.Instant? { state.withLock(\.lastLook) }

    /// Notes a look that got to the store's end.
    func noteLook(at moment: ContinuousClock.Instant) { state.withLock { $0.lastLook = moment } }

    /// What the store is asked for again and again.
    enum Duty: Hashable, Sendable {
        case learning
        case tidying
    }

    /// Says that the clean-up did not come to its end, and is to go on soon.
    func resumeTidying() { state.withLock { $0.nextTidying = 0 } }

    /// Notes how the store does.
    /// - Returns: Whether that makes a store that did well fail, or one that failed do well.
    func note(failing: Bool, _ duty: Duty) -> Bool {
        state.withLock { state in
            let before = state.failing.isEmpty
            if failing { state.failing.insert(duty) } else { state.failing.remove(duty) }
            return before != state.failing.isEmpty
        }
    }
}
