public import Logging

extension SessionEvent {
    /// Writes the event to a log: what calls for a person as a warning, ends as info, the everyday as debug.
    /// - Parameter logger: The log.
    public func log(to logger: Logger) {
        var metadata: Logger.Metadata = ["mapae.event": "\(kind)"]
        if let sessionID { metadata["mapae.session"] = "\(Self.onOneLine(sessionID))" }
        if let subject { metadata["mapae.subject"] = "\(Self.onOneLine(subject))" }
        if let network = origin?.network ?? ender?.network { metadata["mapae.network"] = "\(Self.onOneLine(network))" }
        if let actor = ender?.actor { metadata["mapae.actor"] = "\(Self.onOneLine(actor))" }
        if let reason = ender?.reason { metadata["mapae.reason"] = "\(Self.onOneLine(reason))" }
        if let error { metadata["mapae.error"] = "\(error)" }
        logger.log(level: level, "\(kind.explanation)", metadata: metadata)
    }

    /// The text with control characters, and marks that turn the direction of writing, as escapes: a user whose name has the end of
    /// a line in it must not write lines of the log.
    private static func onOneLine(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
            default: String(scalar)
            }
        }.joined()
    }

    private var level: Logger.Level {
        switch kind.name {
        case .reused, .storeFailed: .warning
        case .began, .ended, .allEnded, .displaced, .overdue, .refused, .revoked, .unknown, .storeRecovered: .info
        case .refreshed, .replayed: .debug
        }
    }
}
