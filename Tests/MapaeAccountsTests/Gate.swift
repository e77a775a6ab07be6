import Dispatch

/// A job that stands still on its worker until the test lets it go, and says when it got there: tests of order need
/// no sleeping then.
final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let arrived: AsyncStream<Void>
    private let arrival: AsyncStream<Void>.Continuation

    init() {
        (arrived, arrival) = AsyncStream.makeStream()
    }

    /// What the job calls.
    func pass() {
        arrival.finish()
        opened.wait()
        // Once open it stays so.
        opened.signal()
    }

    func open() {
        opened.signal()
    }

    func waitUntilReached() async {
        for await _ in arrived {}
    }
}
