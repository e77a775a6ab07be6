import MapaeJOSE

/// How long tokens live, taken apart once: to take a `Duration` apart is a division of 128 bits.
struct TokenLifetime: Sendable {
    let seconds: Int64
    private let nanoseconds: Int64

    /// - Parameter duration: Not negative.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.seconds = seconds
        self.nanoseconds = attoseconds / 1_000_000_000
    }

    /// The moment at which a life ends that begins at `start`, to the second.
    func end(from start: NumericDate) -> NumericDate {
        let carried = Int64(start.nanoseconds) + nanoseconds >= 1_000_000_000
        // A policy allows ten years at most, so this cannot overflow.
        return NumericDate(seconds: start.seconds + seconds + (carried ? 1 : 0))
    }
}
