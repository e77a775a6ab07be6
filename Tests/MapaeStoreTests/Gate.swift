import Dispatch
import Synchronization

/// Holds a thread until it is opened.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let reachedIt = Atomic(false)

    /// Whether a thread is held, or was.
    var isReached: Bool { reachedIt.load(ordering: .acquiring) }

    func wait() {
        reachedIt.store(true, ordering: .releasing)
        semaphore.wait()
    }

    func open() { semaphore.signal() }

    func reached() async {
        while !isReached, !Task.isCancelled { await Task.yield() }
    }
}
