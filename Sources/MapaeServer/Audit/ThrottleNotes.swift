#if Server
import Synchronization

/// Which refusals were recorded lately: one record a minute for each account and network. Whoever is refused a thousand times a
/// second must not make the store write as often.
final class ThrottleNotes: Sendable {
    /// The most that are recorded in a minute.
    static let maximum = 256

    private struct State: Sendable {
        var minute = Int64.min
        var noted: Set<[UInt8]> = []
    }

    private let state = Mutex(State())

    /// Whether a refusal is to be recorded.
    /// - Parameters:
    ///   - account: The name that was typed.
    ///   - network: From where.
    ///   - now: The present, in seconds.
    func isNew(account: String, network: String, at now: Int64) -> Bool {
        state.withLock { state in
            if state.minute != now / 60 { state = State(minute: now / 60) }
            guard state.noted.count < Self.maximum else { return false }
            return state.noted.insert(Array(account.utf8) + [0] + Array(network.utf8)).inserted
        }
    }
}
#endif
