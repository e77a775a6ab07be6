public import Logging

extension SessionEvent {
    /// Writes the event to a log: what calls for a person as a warning, ends as info, the everyday as debug.
    /// - Parameter logger: The log.
    public func log(to logger: Logger) {
        var metadata: Logger.Metadata = ["mapae.event": "\(kind)"]
        if let sessionID { metadata["mapae.session"] = "\(sessionID)" }
        if let subject { metadata["mapae.subject"] = "\(subject)" }
        if let error { metadata["mapae.error"] = "\(error)" }
        logger.log(level: level, "\(kind.explanation)", metadata: metadata)
    }

    private var level: Logger.Level {
        switch kind.name {
        case .reused, .storeFailed: .warning
        case .ended, .overdue, .refused, .revoked, .unknown, .storeRecovered: .info
        case .began, .refreshed, .replayed: .debug
        }
    }
}
