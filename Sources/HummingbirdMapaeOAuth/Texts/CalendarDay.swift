/// A day as `2026-11-29`, in UTC (RFC 3339 §5.6): one form that each language reads.
enum CalendarDay {
    /// - Parameter seconds: Seconds since 1970-01-01T00:00:00Z.
    /// - Returns: `nil` for what no calendar of four digits has.
    static func text(_ seconds: Int64) -> String? {
        guard (0...253_402_300_799).contains(seconds) else { return nil }
        // Years that begin in March have their leap day at the end: then months are found by one line through their lengths.
        let days = seconds / 86_400 + 719_468
        let day = days % 146_097
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isNextYear = month >= 10
        return padded(days / 146_097 * 400 + year + (isNextYear ? 1 : 0), 4) + "-"
            + padded(isNextYear ? month - 9 : month + 3, 2) + "-" + padded(dayOfYear - (153 * month + 2) / 5 + 1, 2)
    }

    private static func padded(_ number: Int64, _ digits: Int) -> String {
        let text = "\(number)"
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
