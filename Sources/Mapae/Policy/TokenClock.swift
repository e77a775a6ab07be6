public import MapaeJOSE

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Where the time comes from: the system, or a test.
public struct TokenClock: Sendable {
    /// The present moment.
    public let now: @Sendable () -> NumericDate

    /// Creates a clock.
    /// - Parameter now: Returns the present moment; called once a token.
    public init(now: @escaping @Sendable () -> NumericDate) { self.now = now }

    /// The system's wall clock. It is read without Foundation, whose `Date` costs more than the check itself.
    public static let system = TokenClock {
        var time = timespec()
        // It can fail only for an unknown clock. Then it is the last of all days, on which every token has expired.
        guard unsafe clock_gettime(CLOCK_REALTIME, &time) == 0 else { return NumericDate(seconds: .max) }
        return NumericDate(seconds: Int64(time.tv_sec), nanoseconds: UInt32(truncatingIfNeeded: time.tv_nsec))
    }
}
