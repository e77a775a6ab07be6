#if RemoteKeys
import MapaeRemoteKeys
import Synchronization

/// A clock for how long keys are kept, which a test moves; its time limits end when the test says so.
final class ManualTime: Sendable {
    private struct State {
        var now: Duration = .seconds(1000)
        var isOver = false
        var waiting: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())

    var clock: MonotonicClock {
        MonotonicClock(now: { self.now }, sleep: { _ in try await self.sleep() })
    }

    var now: Duration { state.withLock { $0.now } }

    func advance(by duration: Duration) { state.withLock { $0.now += duration } }

    /// Lets every time limit end, also those that begin only now.
    func endTimeLimits() {
        let waiting = state.withLock { state in
            state.isOver = true
            return state.waiting
        }
        for waiter in waiting { waiter.finish() }
    }

    private func sleep() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let isOver = state.withLock { state in
            state.waiting.append(continuation)
            return state.isOver
        }
        if isOver { return }
        for await _ in stream {}
        try Task.checkCancellation()
    }
}
#endif
