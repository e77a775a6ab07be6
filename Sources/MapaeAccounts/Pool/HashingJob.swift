/// One call of ``HashingPool/run(_:)`` on its way to a worker.
struct HashingJob: Sendable {
    let id: UInt64
    /// Does the work and returns what hands its result to the waiting task. The two are apart so that the worker counts
    /// itself free before the task goes on: a task that asks again at once must find the place it has just left.
    let execute: @Sendable () -> @Sendable () -> Void
    /// Hands an error to the waiting task instead.
    let fail: @Sendable (any Error) -> Void
}
