#if RemoteKeys
/// A clock that only goes forward, for how long keys are kept: a system clock that is set back must not bring a withdrawn
/// key to life again.
package struct MonotonicClock: Sendable {
    /// The time since some moment.
    package let now: @Sendable () -> Duration
    /// Waits.
    package let sleep: @Sendable (Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The system's clock; it goes on while the machine sleeps.
    package static let system: MonotonicClock = {
        let start = ContinuousClock.now
        return MonotonicClock(
            now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0, clock: .continuous) })
    }()
}
#endif
