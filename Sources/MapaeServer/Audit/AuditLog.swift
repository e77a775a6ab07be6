#if Server
import HummingbirdMapae
import Logging
import MapaeStore
import Synchronization

/// Where what is recorded is logged too, as soon as the server has a log.
final class AuditLog: Sendable {
    private let logger = Mutex<Logger?>(nil)

    func use(_ logger: Logger) { self.logger.withLock { $0 = logger } }

    func write(_ event: SessionEvent) {
        if let logger = logger.withLock(\.self) { event.log(to: logger) }
    }

    /// Logs records that the store has.
    func write(_ records: [AuditRecord]) {
        guard let logger = logger.withLock(\.self) else { return }
        for record in records { record.log(to: logger) }
    }
}
#endif
