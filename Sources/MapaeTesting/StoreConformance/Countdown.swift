import Synchronization

/// How many of those that work at once are not done yet.
final class Countdown: Sendable {
    private let left: Atomic<Int>

    init(from count: Int) { left = Atomic(count) }

    var isOver: Bool { left.load(ordering: .acquiring) <= 0 }

    func step() { left.subtract(1, ordering: .releasing) }
}
