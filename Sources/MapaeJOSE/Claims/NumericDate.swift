/// A moment: seconds since 1970-01-01T00:00:00Z, leap seconds ignored (RFC 7519 §2), to the nanosecond.
///
/// Only moments from 1970 to the end of the year 9999 exist. That keeps all arithmetic far from overflow, which would end
/// the process.
public struct NumericDate: Sendable, Hashable, Comparable {
    /// Whole seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int64
    /// Nanoseconds after ``seconds``, below 1,000,000,000.
    public let nanoseconds: UInt32

    /// The last second of the year 9999.
    static let maximumSeconds: Int64 = 253_402_300_799

    /// Creates a moment; one out of range becomes the nearest that exists.
    /// - Parameters:
    ///   - seconds: Whole seconds since 1970-01-01T00:00:00Z.
    ///   - nanoseconds: Nanoseconds after those.
    public init(seconds: Int64, nanoseconds: UInt32 = 0) {
        self.seconds = min(max(seconds, 0), Self.maximumSeconds)
        self.nanoseconds = min(nanoseconds, 999_999_999)
    }

    /// The moment `duration` later (or earlier), held within the range.
    public func advanced(by duration: Duration) -> NumericDate {
        let (wholeSeconds, attoseconds) = duration.components
        let (sum, overflow) = seconds.addingReportingOverflow(wholeSeconds)
        if overflow { return NumericDate(seconds: wholeSeconds < 0 ? 0 : Self.maximumSeconds) }
        var moved = sum
        var nanoseconds = Int64(self.nanoseconds) + attoseconds / 1_000_000_000
        if nanoseconds < 0 {
            nanoseconds += 1_000_000_000
            moved = moved == .min ? .min : moved - 1
        } else if nanoseconds >= 1_000_000_000 {
            nanoseconds -= 1_000_000_000
            moved = moved == .max ? .max : moved + 1
        }
        guard moved >= 0 else { return NumericDate(seconds: 0) }
        return NumericDate(seconds: moved, nanoseconds: UInt32(truncatingIfNeeded: nanoseconds))
    }

    /// The time from `earlier` to this moment, negative when `earlier` is later.
    public func since(_ earlier: NumericDate) -> Duration {
        .seconds(seconds - earlier.seconds) + .nanoseconds(Int64(nanoseconds) - Int64(earlier.nanoseconds))
    }

    /// Compares moments.
    public static func < (left: Self, right: Self) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
