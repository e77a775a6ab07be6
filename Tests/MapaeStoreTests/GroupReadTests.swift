#if Server
import MapaeSQL
import MapaeStore
import Testing

@testable import MapaeSQLite

// The limit is for those that wait for a condition: one that never holds ends the test.
@Suite("Reads that come at the same time", .timeLimit(.minutes(1)))
struct GroupReadTests {
    private struct Regret: Error {}

    @Test("share a look, each with its own result, and fail alone with their own errors")
    func failsAlone() async throws {
        try await withTable(rows: 40) { database in
            let endings = try await gathered(
                (0..<40).map { number in
                    { connection in
                        if number % 5 == 4 { throw Regret() }
                        let statement: SQLStatement =
                            number % 7 == 3 ? "SELECT missing FROM t" : "SELECT n FROM t WHERE n = $1"
                        return try connection.query(statement, [.integer(Int64(number))]).first?.integer(0)
                    }
                }, database)
            for (number, ending) in endings.enumerated() {
                switch ending {
                case .success(let found): #expect(found == Int64(number) && number % 5 != 4 && number % 7 != 3)
                case .failure(is Regret): #expect(number % 5 == 4)
                case .failure(let error):
                    #expect(number % 7 == 3 && number % 5 != 4 && (error as? StoreError)?.code == .failed, "\(error)")
                }
            }
        }
    }

    @Test("see what was committed before they were asked for, also where they wait behind an older look")
    func seesWhatIsCommitted() async throws {
        try await withTable(rows: 0) { database in
            let gates = try await heldReaders(database)
            for number in 0..<30 { try await insert(number, database) }
            let late = Task { try await count(database) }
            await condition { database.reader.waiting == 2 }
            for gate in gates { gate.open() }
            let found = try await late.value
            #expect(found == 30)
        }
    }

    @Test("can be called off while they wait, and are told what they have read once they have begun")
    func cancels() async throws {
        try await withTable(rows: 1) { database in
            let gates = try await heldReaders(database)
            let waiting = Task { try await count(database) }
            await condition { database.reader.waiting == 2 }
            waiting.cancel()
            // While the readers are held: nobody waits for them.
            await #expect(throws: CancellationError.self) { try await waiting.value }
            for gate in gates { gate.open() }
            let gate = Gate()
            let begun = Task {
                try await database.read { connection in
                    gate.wait()
                    return try connection.query("SELECT COUNT(*) FROM t").first?.integer(0)
                }
            }
            await gate.reached()
            begun.cancel()
            gate.open()
            let found = try await begun.value
            #expect(found == 1)
        }
    }

    @Test("refuse to write, all of them")
    func refusesToWrite() async throws {
        try await withTable(rows: 1) { database in
            let endings = try await gathered(
                (0..<4).map { _ in { connection in Int64(try connection.execute("DELETE FROM t")) } }, database)
            #expect(endings.allSatisfy { (try? $0.get()) == nil })
            let left = try await count(database)
            #expect(left == 1)
        }
    }

    @Test("keep one state each, whatever is written between two looks of one read")
    func keepsOneState() async throws {
        try await withTable(rows: 3) { database in
            let gate = Gate()
            let read = Task {
                try await database.read { connection in
                    let before = try connection.query("SELECT COUNT(*) FROM t").first?.integer(0)
                    gate.wait()
                    return (before, try connection.query("SELECT COUNT(*) FROM t").first?.integer(0))
                }
            }
            await gate.reached()
            try await insert(3, database)
            gate.open()
            let (before, after) = try await read.value
            #expect(before == 3 && after == 3)
        }
    }

    @Test(
        "give way after two milliseconds: those that are left are the next group, with a look of its own, and none is lost"
    )
    func givesWay() async throws {
        try await withTable(rows: 1) { database in
            let gates = try await heldReaders(database)
            let gate = Gate()
            let long = Task {
                try await database.read { connection in
                    let found = try connection.query("SELECT COUNT(*) FROM t").first?.integer(0)
                    gate.wait()
                    return found
                }
            }
            await condition { database.reader.waiting == 2 }
            var others: [Task<Int64?, any Error>] = []
            // Not more than fit into its group: else another reader takes them at once.
            for number in 0..<ReadQueue.groupLimit - 2 {
                others.append(Task { try await count(database) })
                await condition { database.reader.waiting == number + 3 }
            }
            for gate in gates { gate.open() }
            // It has begun with those behind it in its group, which would see what it sees.
            await gate.reached()
            try await insert(1, database)
            let end = ContinuousClock.now + .milliseconds(2)
            while ContinuousClock.now <= end {}
            gate.open()
            let first = try await long.value
            #expect(first == 1)
            for other in others {
                let found = try await other.value
                #expect(found == 2)
            }
        }
    }

    @Test("are refused when too many wait, and the queue says who begins")
    func queue() {
        var queue = ReadQueue(workers: 2)
        let reads = (0..<ReadQueue.capacity + 3).map { _ in PendingAccess { _ in } }
        #expect(queue.add(reads[0]) == .begins(worker: 1) && queue.add(reads[1]) == .begins(worker: 0))
        for read in reads[2..<ReadQueue.capacity + 2] { #expect(queue.add(read) == .waits) }
        #expect(queue.add(reads[ReadQueue.capacity + 2]) == .refused)
        #expect(queue.remove(reads[3]) && !queue.remove(reads[3]) && !queue.remove(reads[0]))
        let group = queue.next(for: 0)
        #expect(group.count == ReadQueue.groupLimit && group[0] === reads[2] && group[1] === reads[4])
        queue.putBack(group[1...])
        #expect(queue.next(for: 0).first === reads[4])
        while !queue.next(for: 0).isEmpty {}
        #expect(queue.count == 0)
        // One has stopped, and the other has not.
        #expect(queue.add(reads[0]) == .begins(worker: 0) && queue.add(reads[1]) == .waits)
        #expect(queue.next(for: 1).first === reads[1] && queue.next(for: 1).isEmpty)
        #expect(queue.add(reads[2]) == .begins(worker: 1))
    }

    // MARK: -

    private func withTable(rows: Int, _ body: (SQLiteDatabase) async throws -> Void) async throws {
        try await Scratch.with { scratch in
            try await scratch.database { database in
                _ = try await database.write { try $0.execute("CREATE TABLE t (n BIGINT NOT NULL PRIMARY KEY)") }
                for number in 0..<rows { try await insert(number, database) }
                try await body(database)
            }
        }
    }

    private func insert(_ number: Int, _ database: SQLiteDatabase) async throws {
        try await database.write { connection in
            _ = try connection.execute("INSERT INTO t (n) VALUES ($1)", [.integer(Int64(number))])
        }
    }

    private func count(_ database: SQLiteDatabase) async throws -> Int64? {
        try await database.read { try $0.query("SELECT COUNT(*) FROM t").first?.integer(0) }
    }

    /// Holds all readers, each until its gate is opened.
    private func heldReaders(_ database: SQLiteDatabase) async throws -> [Gate] {
        var gates: [Gate] = []
        while true {
            let gate = Gate()
            Task { try await database.read { _ in gate.wait() } }
            await condition { gate.isReached || database.reader.waiting == 1 }
            gates.append(gate)
            // This one waits for a reader: all are held.
            guard gate.isReached else {
                gate.open()
                return gates
            }
        }
    }

    /// Lets all reads wait for a reader, then lets them go.
    private func gathered(
        _ reads: [@Sendable (any SQLConnection) throws -> Int64?], _ database: SQLiteDatabase
    ) async throws -> [Result<Int64?, any Error>] {
        let gates = try await heldReaders(database)
        var tasks: [Task<Int64?, any Error>] = []
        for (index, read) in reads.enumerated() {
            tasks.append(Task { try await database.read(read) })
            await condition { database.reader.waiting == index + 2 }
        }
        for gate in gates { gate.open() }
        var results: [Result<Int64?, any Error>] = []
        for task in tasks { results.append(await task.result) }
        return results
    }

    private func condition(_ holds: () -> Bool) async {
        while !holds(), !Task.isCancelled { await Task.yield() }
    }
}
#endif
