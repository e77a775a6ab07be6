#if Server
import Logging
import Synchronization

/// Keeps all that is logged, with all metadata, as one line an event.
final class CapturedLog: Sendable {
    private let events = Mutex<[(level: Logger.Level, line: String)]>([])

    func logger() -> Logger {
        var logger = Logger(label: "captured") { _ in Handler(log: self) }
        logger.logLevel = .trace
        return logger
    }

    func lines(atLeast level: Logger.Level) -> [String] {
        events.withLock { $0.filter { $0.level >= level }.map(\.line) }
    }

    private struct Handler: LogHandler {
        let log: CapturedLog
        var logLevel = Logger.Level.trace
        var metadata: Logger.Metadata = [:]
        var metadataProvider: Logger.MetadataProvider?

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            let error = event.error.map { " \($0)" } ?? ""
            let line = "\(event.level) \(event.message) \(all)\(error)"
            log.events.withLock { $0.append((event.level, line)) }
        }
    }
}
#endif
