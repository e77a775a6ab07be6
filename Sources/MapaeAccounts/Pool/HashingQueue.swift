/// The state of a ``HashingPool``: plain values, decided under its lock. Whatever touches a task or a thread is handed
/// back and done after the lock is dropped.
struct HashingQueue {
    /// What a worker does next.
    enum Step {
        case run(HashingJob)
        case stop
    }

    private let capacity: Int
    private var jobs: [HashingJob] = []
    private var running = 0
    private var lastID: UInt64 = 0
    private var closed = false
    private var liveWorkers = 0
    private var whenStopped: [CheckedContinuation<Void, Never>] = []

    init(workers: Int, waiting: Int) {
        capacity = workers + waiting
    }

    mutating func makeID() -> UInt64 {
        lastID &+= 1
        return lastID
    }

    mutating func add(_ job: HashingJob) throws(AccountError) {
        try checkRoom()
        jobs.append(job)
    }

    /// The bound is on running and waiting jobs together, so that it does not depend on how fast a worker wakes up.
    func checkRoom() throws(AccountError) {
        guard !closed else { throw AccountError(.shutDown) }
        guard running + jobs.count < capacity else { throw AccountError(.overloaded) }
    }

    /// The next step, or nil when there is none yet.
    mutating func next() -> Step? {
        guard !closed else { return .stop }
        guard !jobs.isEmpty else { return nil }
        running += 1
        return .run(jobs.removeFirst())
    }

    mutating func finish() {
        running -= 1
    }

    /// Takes a job out that no worker has begun. Nil when it runs, has run, or was never added.
    mutating func remove(_ id: UInt64) -> HashingJob? {
        jobs.firstIndex { $0.id == id }.map { jobs.remove(at: $0) }
    }

    /// Closes the queue and hands out what waits in it.
    mutating func close() -> [HashingJob] {
        closed = true
        defer { jobs = [] }
        return jobs
    }

    mutating func workerStarts() {
        liveWorkers += 1
    }

    /// Hands out who waits for the last worker, or nil when this was not the last.
    mutating func workerStops() -> [CheckedContinuation<Void, Never>]? {
        liveWorkers -= 1
        guard liveWorkers == 0 else { return nil }
        defer { whenStopped = [] }
        return whenStopped
    }

    /// Returns false, and keeps nothing, when no worker is left to wait for.
    mutating func waitForWorkers(_ continuation: CheckedContinuation<Void, Never>) -> Bool {
        guard liveWorkers > 0 else { return false }
        whenStopped.append(continuation)
        return true
    }
}
