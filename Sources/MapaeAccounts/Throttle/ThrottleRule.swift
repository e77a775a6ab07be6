/// How one kind of counter counts. All times are milliseconds of a clock that never goes back.
protocol ThrottleRule: Sendable {
    associatedtype State: Sendable

    /// The counter of what was never seen.
    var fresh: State { get }

    /// Whether the counter refuses at this moment: forgetting it would undo a lock.
    func isLocked(_ state: State, at now: Int64) -> Bool

    /// Whether the counter says no more than a fresh one.
    func isIdle(_ state: State, at now: Int64) -> Bool
}
