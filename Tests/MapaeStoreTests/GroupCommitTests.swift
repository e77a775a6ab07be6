#if Server
import Foundation
import MapaeSQL
import MapaeStore
import Synchronization
import Testing

@testable import MapaeSQLite

@Suite("Writes that come at the same time")
struct GroupCommitTests {
    private struct Regret: Error {}

    @Test("share one transaction, and one that comes alone has its own")
    func sharesOneTransaction() async throws {
        try await withTable { database, scratch in
            let before = try commits(in: scratch)
            try await insert(0, database)
            #expect(try commits(in: scratch) == before + 1)
            try await gathered((1...64).map { number in { try await insert(number, database) } }, database)
            // The one that held the writer, and the group; a machine that is very busy ends a group by its time.
            #expect(try commits(in: scratch) - before - 2 <= 32)
            #expect(try await numbers(database) == Array(0...64))
        }
    }

    @Test("fail alone, each with its own error, and only those that fail")
    func failsAlone() async throws {
        try await withTable { database, _ in
            try await insert(3, database)
            let endings = try await gathered(
                (0..<30).map { number in
                    {
                        try await database.write { connection in
                            try connection.execute("INSERT INTO t (n) VALUES ($1)", [.integer(Int64(number))])
                            if number % 5 == 4 { throw Regret() }
                        }
                    }
                }, database)
            for (number, ending) in endings.enumerated() {
                switch ending {
                case .success: #expect(number != 3 && number % 5 != 4)
                case .failure(let error as StoreError): #expect(number == 3 && error.code == .failed)
                case .failure(let error): #expect(number % 5 == 4 && error is Regret)
                }
            }
            #expect(try await numbers(database) == (0..<30).filter { $0 % 5 != 4 })
        }
    }

    @Test("run in the order of their arrival, and each sees what those before it have written")
    func keepsOrder() async throws {
        try await withTable { database, _ in
            let endings = try await gathered(
                (0..<50).map { number in
                    {
                        let count = try await database.write { connection in
                            try connection.execute("INSERT INTO t (n) VALUES ($1)", [.integer(Int64(number))])
                            return try connection.query("SELECT COUNT(*) FROM t").first?.integer(0)
                        }
                        #expect(count == Int64(number + 1))
                    }
                }, database)
            for ending in endings { try ending.get() }
        }
    }

    @Test("are not lost with the one for which the disk is too small (D2)")
    func hugeWrite() async throws {
        try await withTable { database, _ in
            _ = try await database.write { try $0.query("PRAGMA max_page_count = 16") }
            let endings = try await gathered(
                (0..<20).map { number in
                    {
                        try await database.write { connection in
                            let size = number == 10 ? 400_000 : 10
                            try connection.execute(
                                "INSERT INTO t (n, bytes) VALUES ($1, $2)",
                                [.integer(Int64(number)), .blob([UInt8](repeating: 7, count: size))])
                        }
                    }
                }, database)
            for (number, ending) in endings.enumerated() {
                switch ending {
                case .success: #expect(number != 10)
                case .failure(let error): #expect(number == 10 && (error as? StoreError)?.code == .full, "\(error)")
                }
            }
            #expect(try await numbers(database) == (0..<20).filter { $0 != 10 })
        }
    }

    @Test("are told the truth when their common commit is refused: the one at fault fails, the others are kept")
    func refusedCommit() async throws {
        try await withTable { database, _ in
            _ = try await database.write { connection in
                try connection.execute(
                    "CREATE TABLE child (n BIGINT REFERENCES t (n) DEFERRABLE INITIALLY DEFERRED)")
            }
            let runs = Mutex([Int](repeating: 0, count: 12))
            let endings = try await gathered(
                (0..<12).map { number in
                    {
                        try await database.write { connection in
                            runs.withLock { $0[number] += 1 }
                            try connection.execute("INSERT INTO t (n) VALUES ($1)", [.integer(Int64(number))])
                            // Found out by the commit alone: nobody has this number.
                            let parent = number == 5 ? 99 : number
                            try connection.execute("INSERT INTO child (n) VALUES ($1)", [.integer(Int64(parent))])
                        }
                    }
                }, database)
            for (number, ending) in endings.enumerated() {
                #expect((try? ending.get()) == nil ? number == 5 : number != 5)
            }
            #expect(runs.withLock { $0.allSatisfy { (1...2).contains($0) } })
            #expect(try await numbers(database) == (0..<12).filter { $0 != 5 })
        }
    }

    @Test("can be called off while they wait, and are told what became of them once they have begun")
    func cancels() async throws {
        try await withTable { database, _ in
            let gate = Gate()
            let holding = Task {
                try await database.write { connection in
                    gate.wait()
                    return try connection.execute("INSERT INTO t (n) VALUES (1)")
                }
            }
            await gate.reached()
            let waiting = Task { try await insert(2, database) }
            await condition { database.writer.waiting == 1 }
            waiting.cancel()
            // While the writer is held: nobody waits for it.
            await #expect(throws: CancellationError.self) { try await waiting.value }
            holding.cancel()
            gate.open()
            let held = try await holding.value
            #expect(held == 1)
            #expect(try await numbers(database) == [1])
        }
    }

    @Test("wait for another process no longer than it takes to say busy, all of them (D7)", .timeLimit(.minutes(1)))
    func busy() async throws {
        try await withTable { database, scratch in
            try await scratch.database { other in
                let gate = Gate()
                let holding = Task { try await other.write { _ in gate.wait() } }
                await gate.reached()
                let start = ContinuousClock.now
                let errors = await withTaskGroup(of: (any Error)?.self) { group in
                    for number in 0..<40 {
                        group.addTask {
                            do { try await insert(number, database) } catch { return error }
                            return nil
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(errors.allSatisfy { ($0 as? StoreError)?.code == .busy })
                #expect(ContinuousClock.now - start < .seconds(12))
                gate.open()
                try await holding.value
                try await insert(1, database)
                #expect(try await numbers(database) == [1])
            }
        }
    }

    @Test("are refused when too many wait, and the queue says who begins")
    func queue() {
        var queue = WriteQueue()
        let writes = (0..<WriteQueue.capacity).map { _ in PendingAccess { _ in } }
        #expect(queue.add(writes[0]) == .begins)
        for write in writes.dropFirst() { #expect(queue.add(write) == .waits) }
        #expect(queue.add(PendingAccess { _ in }) == .refused)
        #expect(queue.next() === writes[0] && queue.goesOn())
        #expect(queue.remove(writes[2]) && !queue.remove(writes[2]) && !queue.remove(writes[0]))
        #expect(queue.removeAll(arrivedBefore: writes[1].arrival).isEmpty)
        #expect(queue.removeAll(arrivedBefore: .now).count == WriteQueue.capacity - 2)
        #expect(queue.isEmpty && queue.next() == nil && !queue.goesOn())
        #expect(queue.add(writes[0]) == .begins)
    }

    // MARK: -

    private func withTable(_ body: (SQLiteDatabase, Scratch) async throws -> Void) async throws {
        try await Scratch.with { scratch in
            try await scratch.database { database in
                _ = try await database.write { connection in
                    try connection.execute("CREATE TABLE t (n BIGINT NOT NULL PRIMARY KEY, bytes BLOB)")
                }
                try await body(database, scratch)
            }
        }
    }

    private func insert(_ number: Int, _ database: SQLiteDatabase) async throws {
        try await database.write { connection in
            _ = try connection.execute("INSERT INTO t (n) VALUES ($1)", [.integer(Int64(number))])
        }
    }

    private func numbers(_ database: SQLiteDatabase) async throws -> [Int] {
        try await database.read { try $0.query("SELECT n FROM t ORDER BY n").map { Int(try $0.integer(0)) } }
    }

    /// Lets all calls wait for the writer in their order, then lets them go.
    @discardableResult
    private func gathered(
        _ calls: [@Sendable () async throws -> Void], _ database: SQLiteDatabase
    ) async throws -> [Result<Void, any Error>] {
        let gate = Gate()
        let holding = Task {
            try await database.write { connection in
                gate.wait()
                // So that it is a transaction that leaves its mark.
                _ = try connection.execute("CREATE TABLE IF NOT EXISTS held (n BIGINT)")
                _ = try connection.execute("INSERT INTO held (n) VALUES (1)")
            }
        }
        await gate.reached()
        var tasks: [Task<Void, any Error>] = []
        for (index, call) in calls.enumerated() {
            tasks.append(Task { try await call() })
            await condition { database.writer.waiting == index + 1 }
        }
        gate.open()
        try await holding.value
        var results: [Result<Void, any Error>] = []
        for task in tasks { results.append(await task.result) }
        return results
    }

    private func condition(_ holds: () -> Bool) async {
        while !holds(), !Task.isCancelled { await Task.yield() }
    }

    /// How many transactions the write-ahead log holds, by its frames that end one.
    /// See https://www.sqlite.org/fileformat2.html#the_write_ahead_log
    private func commits(in scratch: Scratch) throws -> Int {
        let log = [UInt8](try Data(contentsOf: URL(filePath: scratch.file + "-wal")))
        func number(at offset: Int) -> Int { log[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        let frame = 24 + number(at: 8)
        return stride(from: 32, to: log.count - frame + 1, by: frame).count { number(at: $0 + 4) != 0 }
    }
}
#endif
