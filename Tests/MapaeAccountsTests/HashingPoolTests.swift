import Testing

@testable import MapaeAccounts

/// `Task.immediate` runs its task up to the first suspension before it returns. So when it has returned, the job is in
/// the queue, and nothing here has to wait for that.
@Suite(.timeLimit(.minutes(5)))
struct HashingPoolTests {
    private struct Planned: Error, Equatable {}

    /// A pool of one worker, which stands at the gate.
    private func occupied(waiting: Int) async throws -> (pool: HashingPool, gate: Gate, first: Task<Int, any Error>) {
        let pool = try HashingPool(workers: 1, waiting: waiting)
        let gate = Gate()
        let first = Task.immediate {
            try await pool.run {
                gate.pass()
                return 0
            }
        }
        await gate.waitUntilReached()
        return (pool, gate, first)
    }

    @Test("A job's value and a job's error come back")
    func results() async throws {
        let pool = try HashingPool(workers: 2)
        #expect(try await pool.run { 7 } == 7)
        await #expect(throws: Planned()) { try await pool.run { throw Planned() } }
        await pool.shutdown()
    }

    @Test("Many jobs from many tasks all come back, each with its own value", arguments: [1, 2, 8])
    func manyJobs(workers: Int) async throws {
        let pool = try HashingPool(workers: workers, waiting: 1000)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<1000 { group.addTask { try await pool.run { number } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 499_500)
        await pool.shutdown()
    }

    @Test("A task that comes back at once finds the place it has left")
    func noPhantomLoad() async throws {
        let pool = try HashingPool(workers: 1, waiting: 0)
        for number in 0..<500 { #expect(try await pool.run { number } == number) }
    }

    @Test("Beyond workers and waiting places, a job is refused at once, and others are not disturbed")
    func overload() async throws {
        let (pool, gate, first) = try await occupied(waiting: 3)
        let waiting = (1...3).map { number in Task.immediate { try await pool.run { number } } }
        await #expect(throws: AccountError(.overloaded)) { try await pool.run { 4 } }
        gate.open()
        #expect(try await first.value == 0)
        for (index, task) in waiting.enumerated() { #expect(try await task.value == index + 1) }
        #expect(try await pool.run { 5 } == 5)
    }

    @Test("Jobs are taken in the order in which they came")
    func order() async throws {
        let (pool, gate, first) = try await occupied(waiting: 10)
        let seen = Notes<Int>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<10 {
                group.addImmediateTask { try await pool.run { seen.add(number) } }
            }
            gate.open()
            try await group.waitForAll()
        }
        #expect(seen.all == Array(0..<10))
        _ = try await first.value
    }

    @Test("A cancelled task that waits gets its error at once, its job never runs, and its place is free")
    func cancelWaiting() async throws {
        let (pool, gate, first) = try await occupied(waiting: 1)
        let ran = Notes<Int>()
        await withTaskGroup { group in
            group.addImmediateTask {
                await #expect(throws: CancellationError.self) {
                    try await pool.run { ran.add(1) }
                }
            }
            group.cancelAll()
            // The worker still stands at the gate: this ends only because cancellation does not wait for it.
            await group.waitForAll()
        }
        let next = Task.immediate { try await pool.run { 2 } }
        gate.open()
        #expect(try await next.value == 2)
        #expect(try await first.value == 0)
        #expect(ran.all.isEmpty)
    }

    @Test("A cancelled task whose job has begun gets its result")
    func cancelRunning() async throws {
        let (_, gate, first) = try await occupied(waiting: 1)
        first.cancel()
        gate.open()
        #expect(try await first.value == 0)
    }

    @Test("A task that is cancelled before it asks is not queued")
    func cancelledBefore() async throws {
        let (pool, gate, first) = try await occupied(waiting: 0)
        let task = Task.immediate {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            // Were it queued, it would be refused: the pool is full.
            return try await pool.run { 1 }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        gate.open()
        _ = try await first.value
    }

    @Test("Cancelling while jobs start and end loses none and answers each once")
    func cancelRace() async throws {
        let pool = try HashingPool(workers: 2, waiting: 1000)
        let answers = await withTaskGroup(of: Int.self) { group in
            for number in 0..<500 {
                group.addTask {
                    let task = Task { try await pool.run { number } }
                    if number.isMultiple(of: 2) { task.cancel() }
                    let result = await task.result
                    return (try? result.get()) == nil && !number.isMultiple(of: 2) ? 0 : 1
                }
            }
            return await group.reduce(0, +)
        }
        #expect(answers == 500)
        await pool.shutdown()
    }

    @Test("Shutdown fails what waits, finishes what runs, refuses what comes later, and can be repeated")
    func shutdown() async throws {
        let (pool, gate, first) = try await occupied(waiting: 2)
        let waiting = (1...2).map { number in Task.immediate { try await pool.run { number } } }
        let down = Task.immediate { await pool.shutdown() }
        for task in waiting { await #expect(throws: AccountError(.shutDown)) { try await task.value } }
        await #expect(throws: AccountError(.shutDown)) { try await pool.run { 3 } }
        gate.open()
        #expect(try await first.value == 0)
        await down.value
        await pool.shutdown()
        await #expect(throws: AccountError(.shutDown)) { try await pool.run { 4 } }
    }

    @Test("Two that shut down at once both come back")
    func shutdownTwice() async throws {
        let (pool, gate, first) = try await occupied(waiting: 2)
        let downs = (0..<2).map { _ in Task.immediate { await pool.shutdown() } }
        gate.open()
        for down in downs { await down.value }
        _ = try await first.value
    }

    @Test("Without its last reference a pool ends its threads by itself")
    func dropped() async throws {
        let (ended, end) = AsyncStream<Void>.makeStream()
        try await {
            let pool = try HashingPool(workers: 1)
            try await pool.run { ThreadEnd.call { end.finish() } }
        }()
        for await _ in ended {}
    }

    @Test("A job may hold the last reference to its own pool")
    func droppedByJob() async throws {
        let gate = Gate()
        var pool: HashingPool? = try HashingPool(workers: 1)
        let task = Task.immediate { [held = pool] in try await held?.run { [held] in _ = held } }
        pool = nil
        gate.open()
        try await task.value
    }

    @Test("Sizes outside of the ranges are refused", arguments: [(0, 1), (-1, 1), (257, 1), (1, -1), (1, 65_537)])
    func sizes(workers: Int, waiting: Int) {
        #expect(throws: AccountError(.invalidConfiguration)) { _ = try HashingPool(workers: workers, waiting: waiting) }
    }

    #if os(Linux)
    @Test("Workers have the lowest priority and the policy of who can wait; the thread that made them keeps its own")
    func niceness() async throws {
        let before = WorkerThread.niceness
        let pool = try HashingPool(workers: 1)
        #expect(try await pool.run { WorkerThread.niceness } == 19)
        #expect(try await pool.run { WorkerThread.isBatch })
        #expect(WorkerThread.niceness == before)
        #expect(!WorkerThread.isBatch)
    }

    @Test("Tasks are resumed by a thread of normal priority: whom it starts inherits its niceness")
    func resumedAtNormalPriority() async throws {
        let before = WorkerThread.niceness
        let executor = NotingExecutor()
        let pool = try HashingPool(workers: 1)
        let seen = try await Task(executorPreference: executor) {
            try await pool.run {
                executor.waitForSuspension()
                return WorkerThread.niceness
            }
        }.value
        #expect(seen == 19)
        // The task's start, and its resumption.
        #expect(executor.niceness.all == [before, before])
    }
    #endif
}
