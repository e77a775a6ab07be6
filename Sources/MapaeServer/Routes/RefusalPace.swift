#if Server
/// When those are answered who are to come again later, one after another and never all at once.
///
/// Who is refused at one moment comes back at one moment: 200 such clients kept both processors busy at the end of each of their
/// pauses, and everybody else waited.
struct RefusalPace: Sendable {
    /// How long one is kept waiting at least. A flood asks again as soon as there is an answer.
    static let shortest = Duration.milliseconds(250)
    /// How long one is kept waiting at most, as who waits holds a connection.
    static let longest = Duration.seconds(1)
    /// How long after another one is answered, if nobody has to wait too long for it.
    static let spacing = Duration.milliseconds(5)

    private var last: ContinuousClock.Instant?

    /// When one is to be answered who is refused now.
    mutating func turn(at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let earliest = now.advanced(by: Self.shortest)
        let next = last.map { max(earliest, $0.advanced(by: Self.spacing)) } ?? earliest
        let turn = min(next, now.advanced(by: Self.longest))
        last = turn
        return turn
    }
}
#endif
