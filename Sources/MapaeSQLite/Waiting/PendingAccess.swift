#if Server
import MapaeSQL
import Synchronization

/// A read or a write that waits for its turn, and the task that waits for its end.
final class PendingAccess: Sendable {
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

    /// Waits for its end.
    /// - Parameters:
    ///   - add: Lets it wait for its turn.
    ///   - cancel: Takes it out again and finishes it, where nobody has begun with it.
    /// - Throws: What it was finished with, or `CancellationError` when the task was cancelled before.
    func end(
        after add: (PendingAccess) -> Void, cancelling cancel: @Sendable (PendingAccess) -> Void
    ) async throws {
        try Task.checkCancellation()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                state.withLock { $0.continuation = continuation }
                add(self)
                // The handler may have run before there was anything to take out.
                if Task.isCancelled { cancel(self) }
            }
        } onCancel: {
            cancel(self)
        }
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
