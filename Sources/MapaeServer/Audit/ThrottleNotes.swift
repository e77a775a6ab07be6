#if Server
import MapaeAccounts
import Synchronization

/// Which refusals were recorded lately: one record a minute for each account and network. Whoever is refused a thousand times a
/// second must not make the store write as often.
final class ThrottleNotes: Sendable {
    /// The most that are recorded in a minute for each limit. Each has its own, so that made-up names, which meet a network's
    /// limit, do not hide the account that is attacked.
    static let maximum = 256

    private struct State: Sendable {
        var minute = Int64.min
        /// Only digests: people type passwords where a name belongs.
        var noted: [LoginRefusal.Limit: Set<Int>] = [:]
        var unrecorded: Int64 = 0
    }

    private let state = Mutex(State())

    /// Whether a refusal is to be recorded.
    /// - Parameters:
    ///   - limit: Which limit has refused.
    ///   - account: The name that was typed.
    ///   - network: From where.
    ///   - now: The present, in seconds.
    /// - Returns: How many refusals were not recorded since the last one that was; `nil` where this one is not either.
    func take(_ limit: LoginRefusal.Limit, account: String, network: String, at now: Int64) -> Int64? {
        state.withLock { state in
            if state.minute != now / 60 {
                state.minute = now / 60
                state.noted = [:]
            }
            // Seeded at random in each process: nobody can choose a name that falls on another's.
            var hasher = Hasher()
            hasher.combine(Array(account.utf8))
            hasher.combine(Array(network.utf8))
            let noted = state.noted[limit] ?? []
            guard noted.count < Self.maximum, state.noted[limit, default: []].insert(hasher.finalize()).inserted else {
                state.unrecorded += 1
                return nil
            }
            defer { state.unrecorded = 0 }
            return state.unrecorded
        }
    }
}
#endif
