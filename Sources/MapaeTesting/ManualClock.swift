public import Mapae
public import MapaeJOSE
import Synchronization

/// A clock that moves only when a test says so, so that no test sleeps and every boundary can be met to the nanosecond.
///
/// ```swift
/// let time = ManualClock()
/// let auth = try TokenAuthority(signingKey: key, clock: time.clock)
/// let response = try auth.accessToken(for: "ada")
/// time.advance(by: .seconds(15 * 60))
/// #expect(throws: TokenError(.expired)) { try auth.verify(response.accessToken) }
/// ```
public final class ManualClock: Sendable {
    private let moment: Mutex<NumericDate>

    /// Creates a clock that stands still.
    /// - Parameter start: The moment that it shows: 2023-11-14T22:13:20Z unless told.
    public init(at start: NumericDate = NumericDate(seconds: 1_700_000_000)) {
        self.moment = Mutex(start)
    }

    /// The moment that it shows.
    public var now: NumericDate { moment.withLock { $0 } }

    /// The clock in the form that an authority takes.
    public var clock: TokenClock { TokenClock { self.now } }

    /// Moves the clock.
    /// - Parameter duration: How far; a negative duration moves it back, as a corrected system clock does.
    public func advance(by duration: Duration) {
        moment.withLock { $0 = $0.advanced(by: duration) }
    }

    /// Sets the clock.
    /// - Parameter moment: The moment that it shows from now on.
    public func set(_ moment: NumericDate) {
        self.moment.withLock { $0 = moment }
    }
}
