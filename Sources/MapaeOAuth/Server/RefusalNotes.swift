import MapaeJOSE
import Synchronization

/// How many refusals were recorded lately: whoever is refused a thousand times a second must not make the store write as often.
final class RefusalNotes: Sendable {
    private struct State: Sendable {
        var minute = Int64.min
        var count = 0
    }

    /// The most that are recorded in a minute.
    static let maximum = 64

    private let state = Mutex(State())

    /// Whether a refusal is to be recorded.
    func take(at now: NumericDate) -> Bool {
        state.withLock { state in
            if state.minute != now.seconds / 60 { state = State(minute: now.seconds / 60) }
            guard state.count < Self.maximum else { return false }
            state.count += 1
            return true
        }
    }
}
