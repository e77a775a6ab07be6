#if RemoteKeys
import Synchronization

/// How many of a kind may be under way at once. Who comes when all are taken is turned away: waiting strangers would be as
/// many as they like.
final class Slots: Sendable {
    private let free: Mutex<Int>

    init(limit: Int) { free = Mutex(limit) }

    /// - Returns: Whether there was one.
    func take() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    func giveBack() { free.withLock { $0 += 1 } }
}
#endif
