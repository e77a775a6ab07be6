#if Server
import Foundation

/// Moments as people read them in a terminal, and programs too: RFC 3339, in UTC.
enum TimeText {
    /// - Parameter seconds: Seconds since 1970-01-01T00:00:00Z.
    static func text(_ seconds: Int64) -> String {
        // Beyond what a calendar has, the number is more use than a trap.
        guard (-62_135_596_800...253_402_300_799).contains(seconds) else { return "\(seconds)" }
        return Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
    }

    /// Reads `2026-11-25T14:00:00Z`, `2026-11-25`, seconds since 1970, or a time ago: `90s`, `15m`, `24h`, `7d`.
    /// - Returns: Seconds since 1970-01-01T00:00:00Z; `nil` for another text.
    static func seconds(_ text: String, now: Date = Date()) -> Int64? {
        if let date = try? Date(text, strategy: .iso8601) {
            return Int64(exactly: date.timeIntervalSince1970.rounded())
        }
        if let day = try? Date(text + "T00:00:00Z", strategy: .iso8601) {
            return Int64(exactly: day.timeIntervalSince1970.rounded())
        }
        let units: [(UInt8, Int64)] = [
            (UInt8(ascii: "s"), 1), (UInt8(ascii: "m"), 60), (UInt8(ascii: "h"), 3600), (UInt8(ascii: "d"), 86_400),
        ]
        if let (_, unit) = units.first(where: { $0.0 == text.utf8.last }), let count = number(text.utf8.dropLast()) {
            let (ago, overflow) = count.multipliedReportingOverflow(by: unit)
            return overflow ? nil : Int64(now.timeIntervalSince1970) - ago
        }
        return number(text.utf8[...])
    }

    private static func number(_ digits: Substring.UTF8View) -> Int64? {
        guard (1...12).contains(digits.count),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return Int64(String(Substring(digits)))
    }
}
#endif
