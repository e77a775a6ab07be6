import Synchronization

/// Wakes whoever waits for something to have happened.
///
/// Who waits says what it has heard before it looked, so that nothing is missed that happens between the look and the wait.
package final class Bell: Sendable {
    private struct State: Sendable {
        var rings: UInt64 = 0
        var lastID: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// How often it has rung.
    package var rings: UInt64 { state.withLock(\.rings) }

    /// Wakes all that wait.
    package func ring() {
        let waiting = state.withLock { state in
            state.rings &+= 1
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Waits until it rings, or has rung since, or a time is over, or the task is cancelled.
    /// - Parameters:
    ///   - rings: How often it had rung when the one who waits began to look.
    ///   - limit: The longest to wait.
    package func wait(after rings: UInt64, atMost limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(after: rings) }
            // Cancelled, it is over as well.
            group.addTask { do { try await Task.sleep(for: limit) } catch {} }
            _ = await group.next()
            group.cancelAll()
        }
    }

    private func wait(after rings: UInt64) async {
        let id = state.withLock { state in
            state.lastID &+= 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // Whoever was cancelled before has nobody left to wake it.
                    if state.rings != rings || Task.isCancelled { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }
}
