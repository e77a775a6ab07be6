import Dispatch

@testable import MapaeAccounts

/// Notes the niceness of each thread that hands it a task.
final class NotingExecutor: TaskExecutor {
    let niceness = Notes<Int32>()
    private let suspended = DispatchSemaphore(value: 0)

    func enqueue(_ job: consuming ExecutorJob) {
        niceness.add(WorkerThread.niceness)
        let job = UnownedJob(job)
        DispatchQueue.global().async {
            unsafe job.runSynchronously(on: self.asUnownedTaskExecutor())
            self.suspended.signal()
        }
    }

    /// Blocks until a task has run up to a suspension: a task that is resumed before that is handed to no one.
    func waitForSuspension() { suspended.wait() }
}
