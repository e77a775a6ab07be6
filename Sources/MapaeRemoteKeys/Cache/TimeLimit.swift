#if RemoteKeys
import Synchronization

/// Ends what takes too long.
enum TimeLimit {
    /// Does something, or throws `timed_out`.
    ///
    /// Whoever waits goes on when the time is over even if what was begun does not stop at once, as a look-up in the
    /// system's resolver does not; a task group would wait for it.
    static func run<Value: Sendable>(
        _ limit: Duration, _ clock: MonotonicClock,
        _ body: @escaping @Sendable () async throws(RemoteKeysError) -> Value
    ) async throws(RemoteKeysError) -> Value {
        let outcome = await withCheckedContinuation { continuation in
            let race = Race<Value>(continuation)
            let work = Task.detached {
                do throws(RemoteKeysError) {
                    race.end(.success(try await body()))
                } catch {
                    race.end(.failure(error))
                }
            }
            let timer = Task.detached {
                do { try await clock.sleep(limit) } catch { return }
                work.cancel()
                race.end(.failure(RemoteKeysError(.timedOut)))
            }
            Task.detached {
                await work.value
                timer.cancel()
            }
        }
        return try outcome.get()
    }

    /// A continuation that only the first of two resumes.
    private final class Race<Value: Sendable>: Sendable {
        typealias Outcome = Result<Value, RemoteKeysError>
        private let continuation: Mutex<CheckedContinuation<Outcome, Never>?>

        init(_ continuation: CheckedContinuation<Outcome, Never>) { self.continuation = Mutex(continuation) }

        func end(_ outcome: Outcome) {
            let first = continuation.withLock { continuation in
                defer { continuation = nil }
                return continuation
            }
            first?.resume(returning: outcome)
        }
    }
}
#endif
