#if Server
import HummingbirdMapae
import Logging
import Synchronization

/// Where the events of sessions are written, as soon as the server has a log.
final class AuditLog: Sendable {
    private let logger = Mutex<Logger?>(nil)

    func use(_ logger: Logger) { self.logger.withLock { $0 = logger } }

    func write(_ event: SessionEvent) {
        if let logger = logger.withLock(\.self) { event.log(to: logger) }
    }
}
#endif
