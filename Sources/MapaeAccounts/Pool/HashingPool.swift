/// Threads of its own for password hashing, so that a storm of logins slows down only logins.
///
/// A hash takes some 30 ms of a core, which neither an event loop nor Swift's cooperative pool can spare. The pool
/// bounds what hashing may take:
/// - *time*: `workers` cores at most, and on Linux at the lowest priority (nice 19), so only what nothing else wants;
/// - *memory*: `workers` × 19 MiB with the standard parameters (a stored hash with others takes what it says, at most
///   `workers` × 256 MiB);
/// - *waiting*: `waiting` jobs beyond the running ones; the next is refused at once with `overloaded`.
///
/// One more thread, at normal priority, hands the results back.
///
/// Share one pool by all that hash. When the last reference goes, its threads end by themselves; ``shutdown()`` also
/// waits for them.
public final class HashingPool: Sendable {
    /// How many jobs wait at most, unless said otherwise.
    public static let defaultWaiting = 64
    /// Half of the processors, at least one.
    public static var defaultWorkers: Int { max(1, WorkerThread.processors / 2) }

    // The threads hold the queue and the outbox but never the pool: that is how the pool's end can be theirs.
    private let queue: Monitor<HashingQueue>
    private let threads: Monitor<[WorkerThread]>

    /// Starts the threads.
    /// - Parameters:
    ///   - workers: How many hashes are computed at a time, 1 to 256. Each takes 19 MiB.
    ///   - waiting: How many more may wait, 0 to 65,536.
    /// - Throws: ``AccountError`` with the code `invalidConfiguration` when a number is out of its range or the system
    ///   gives no more threads.
    public init(
        workers: Int = HashingPool.defaultWorkers,
        waiting: Int = HashingPool.defaultWaiting
    ) throws(AccountError) {
        guard (1...256).contains(workers), (0...65_536).contains(waiting) else {
            throw AccountError(.invalidConfiguration, "workers must be 1 to 256, waiting 0 to 65,536")
        }
        let queue = Monitor(HashingQueue(workers: workers, waiting: waiting))
        let outbox = Monitor(Outbox())
        let noThread = AccountError(.invalidConfiguration, "the system gives no thread for hashing")
        guard let courier = WorkerThread({ Self.deliver(outbox) }) else { throw noThread }
        var started = [courier]
        for _ in 0..<workers {
            queue.withLock { $0.workerStarts() }
            guard let thread = WorkerThread({ Self.work(queue, outbox) }) else {
                _ = queue.withLock { $0.close() }
                queue.wakeAll()
                Self.workerStops(queue, outbox)
                // They are idle, so joining them takes no time.
                for thread in started { thread.join() }
                throw noThread
            }
            started.append(thread)
        }
        self.queue = queue
        threads = Monitor(started)
    }

    deinit {
        close()
        // Not joined: the last reference may go on a worker, inside of a job, and a thread cannot wait for itself.
        for thread in takeThreads() { thread.detach() }
    }

    /// Ends the pool: jobs that wait fail with `shutDown`, as do all later ones; jobs that run are finished first.
    ///
    /// Returns when the threads have ended, that is after about one hash. It may be called again, and does not heed
    /// cancellation.
    public func shutdown() async {
        close()
        await withCheckedContinuation { continuation in
            if !queue.withLock({ $0.waitForWorkers(continuation) }) { continuation.resume() }
        }
        // Every thread is about to return by now, so this takes no time worth a hop.
        for thread in takeThreads() { thread.join() }
    }

    /// Runs `work` on one of the threads, first come, first served.
    ///
    /// A task that is cancelled while its job waits gets a `CancellationError` and the job is dropped. A job that has
    /// begun is finished, because libargon2 cannot be stopped halfway, and its result returned.
    /// - Throws: What `work` throws; ``AccountError`` with the code `overloaded` or `shutDown`; `CancellationError`.
    package func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        let id = queue.withLock { $0.makeID() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let job = HashingJob(
                    id: id,
                    execute: {
                        let result = Result(catching: work)
                        return { continuation.resume(with: result) }
                    },
                    fail: { continuation.resume(throwing: $0) })
                do {
                    try queue.withLock { queue throws(AccountError) in try queue.add(job) }
                } catch {
                    continuation.resume(throwing: error)
                    return
                }
                queue.wakeOne()
                // A cancellation before this point has found no job to drop; one after it will.
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Throws what ``run(_:)`` would throw if it were called now, before anything else is done for one who will be refused.
    /// - Throws: ``AccountError`` with the code `overloaded` or `shutDown`.
    func checkRoom() throws(AccountError) {
        try queue.withLock { queue throws(AccountError) in try queue.checkRoom() }
    }

    private func cancel(_ id: UInt64) {
        queue.withLock { $0.remove(id) }?.fail(CancellationError())
    }

    private func close() {
        let dropped = queue.withLock { $0.close() }
        queue.wakeAll()
        for job in dropped { job.fail(AccountError(.shutDown)) }
    }

    private func takeThreads() -> [WorkerThread] {
        threads.withLock { threads in
            defer { threads = [] }
            return threads
        }
    }

    private static func work(_ queue: Monitor<HashingQueue>, _ outbox: Monitor<Outbox>) {
        WorkerThread.lowerPriority()
        while case .run(let job) = queue.wait(for: { $0.next() }) {
            let delivery = job.execute()
            queue.withLock { $0.finish() }
            outbox.withLock { $0.add(delivery) }
            outbox.wakeOne()
        }
        workerStops(queue, outbox)
    }

    private static func workerStops(_ queue: Monitor<HashingQueue>, _ outbox: Monitor<Outbox>) {
        guard let waiters = queue.withLock({ $0.workerStops() }) else { return }
        outbox.withLock { $0.close(after: waiters.map { waiter in { waiter.resume() } }) }
        outbox.wakeOne()
    }

    private static func deliver(_ outbox: Monitor<Outbox>) {
        while true {
            let deliveries = outbox.wait { $0.next() }
            guard !deliveries.isEmpty else { return }
            for delivery in deliveries { delivery() }
        }
    }
}
