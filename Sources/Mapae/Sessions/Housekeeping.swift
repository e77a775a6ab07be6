import MapaeJOSE
import Synchronization

/// When to clean up next, and whether the store is known to fail.
final class Housekeeping: Sendable {
    private struct State: Sendable {
        var nextTidying: Int64 = 0
        var isFailing = false
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

    /// Notes how the store does.
    /// - Returns: Whether that is new.
    func note(failing: Bool) -> Bool {
        state.withLock { state in
            defer { state.isFailing = failing }
            return state.isFailing != failing
        }
    }
}
