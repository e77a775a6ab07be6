#if Server
import Logging

/// The names of log levels.
enum LogLevelName {
    static var all: String { Logger.Level.allCases.map(\.rawValue).joined(separator: ", ") }

    static func level(_ name: String) -> Logger.Level? { Logger.Level(rawValue: name) }
}
#endif
