#if Server
import Logging
import Synchronization

/// A warning that a stranger can cause: logged once a minute at most, so that it cannot fill a disk.
final class RareWarning: Sendable {
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    func log(_ logger: Logger, _ message: Logger.Message, metadata: Logger.Metadata) {
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            if let last, now - last < .seconds(60) { return false }
            last = now
            return true
        }
        if isDue { logger.warning(message, metadata: metadata) }
    }
}
#endif
