#if Server
import MapaeSQL
import Synchronization

/// A write that waits for its turn, and the task that waits for its end.
final class PendingWrite: Sendable {
    typealias Body = @Sendable (any SQLConnection) throws -> Void

    private struct State {
        var body: Body?
        var continuation: CheckedContinuation<Void, any Error>?
    }

    /// Since when it waits.
    let arrival = ContinuousClock.now
    private let state: Mutex<State>

    init(_ body: @escaping Body) {
        state = Mutex(State(body: body))
    }

    /// Says whom to tell the end.
    func report(to continuation: CheckedContinuation<Void, any Error>) {
        state.withLock { $0.continuation = continuation }
    }

    /// Runs the body, which may be needed again.
    func perform(_ connection: any SQLConnection) throws {
        let body = state.withLock { $0.body }
        try body?(connection)
    }

    /// Tells the end to whoever waits for it, once. Call it under no lock.
    func finish(_ outcome: Result<Void, any Error>) {
        let continuation = state.withLock { state in
            // Before its task goes on: the closure lives on that task's stack.
            state.body = nil
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(with: outcome)
    }
}
#endif
