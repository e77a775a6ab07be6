#if Server
import MapaeJOSE

/// A moment as people say it: "3 minutes ago", "in 12 days".
struct RelativeTime: CustomStringConvertible {
    let description: String

    init(from moment: NumericDate, to now: NumericDate) {
        let seconds = moment.seconds - now.seconds
        let distance = Self.words(seconds.magnitude)
        description = seconds == 0 ? "just now" : seconds < 0 ? "\(distance) ago" : "in \(distance)"
    }

    private static func words(_ seconds: UInt64) -> String {
        let units: [(UInt64, String)] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")]
        // Rounded: one second after the start of 15 minutes, people say 15 and not 14.
        let (size, name) = units.first { seconds + $0.0 / 120 >= $0.0 } ?? (1, "second")
        let count = (seconds + size / 2) / size
        return "\(count) \(name)\(count == 1 ? "" : "s")"
    }
}
#endif
