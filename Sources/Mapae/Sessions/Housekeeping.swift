import MapaeJOSE
import Synchronization

/// When to clean up next, whether the store is known to fail, and when it was last read to its end.
final class Housekeeping: Sendable {
    private struct State: Sendable {
        var nextTidying: Int64 = 0
        var isFailing = false
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

    /// Notes how the store does.
    /// - Returns: Whether that is new.
    func note(failing: Bool) -> Bool {
        state.withLock { state in
            defer { state.isFailing = failing }
            return state.isFailing != failing
        }
    }
}
