#if Server
import NIOCore

/// One deadline that moves often and is rarely reached: to move it later costs nothing, as the task that is scheduled looks
/// again when it runs.
struct LazyTimer {
    private(set) var deadline: NIODeadline = .distantFuture
    private var scheduled: (task: Scheduled<Void>, time: NIODeadline)?

    /// Moves the deadline.
    /// - Parameters:
    ///   - deadline: When it is over; `.distantFuture` for never.
    ///   - loop: Where it is waited for.
    ///   - look: What to run, perhaps too early; it has to call ``isOver(at:)``.
    mutating func set(_ deadline: NIODeadline, on loop: any EventLoop, look: @escaping () -> Void) {
        self.deadline = deadline
        guard deadline != .distantFuture else { return }
        if let scheduled {
            if scheduled.time <= deadline { return }
            scheduled.task.cancel()
        }
        let task = loop.assumeIsolated().scheduleTask(deadline: deadline, look)
        scheduled = (task, deadline)
    }

    /// Whether the deadline is over, for the task that has just run. When it is not, it has to be set anew.
    mutating func isOver(at now: NIODeadline) -> Bool {
        scheduled = nil
        return now >= deadline
    }

    mutating func cancel() {
        scheduled?.task.cancel()
        scheduled = nil
        deadline = .distantFuture
    }
}
#endif
