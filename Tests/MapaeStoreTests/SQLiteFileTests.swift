#if Server
import Foundation
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("A SQLite database file")
struct SQLiteFileTests {
    @Test("keeps what was stored when it is opened again")
    func reopens() async throws {
        try await Scratch.with { scratch in
            let key = KeyRecord.sample(id: "k")
            try await scratch.store { store in
                #expect(try await store.insertIfAbsent(.ada))
                _ = try await store.keys(insertingIfEmpty: key)
            }
            try await scratch.store { store in
                let user = try await store.user(named: "ada")
                #expect(user == .ada)
                let keys = try await store.keys()
                #expect(keys == [key])
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder) == ["mapae.db"])
        }
    }

    @Test("can be open twice: what one writes the other reads, and one of many writes wins")
    func twoPools() async throws {
        try await Scratch.with { scratch in
            try await scratch.store { first in
                try await scratch.store { second in
                    #expect(try await first.insertIfAbsent(.ada))
                    #expect(try await second.user(id: "1") == .ada)
                    let winners = try await withThrowingTaskGroup(of: Bool.self) { group in
                        for index in 0..<64 {
                            let store = index.isMultiple(of: 2) ? first : second
                            group.addTask {
                                try await store.replacePasswordHash(ofUser: "1", from: "$hash", to: "$\(index)")
                            }
                        }
                        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                    }
                    #expect(winners == 1)
                }
                // Closing the second must not have dropped the first one's locks or log.
                #expect(try await first.hasUsers())
                #expect(
                    try await first.insertIfAbsent(
                        UserRecord(id: "2", username: "grace", passwordHash: "$", createdAt: 2)))
            }
        }
    }

    @Test("opened by many at once while it does not exist, is migrated once and gets one key", arguments: 1...5)
    func startsTogether(_ round: Int) async throws {
        try await Scratch.with { scratch in
            let opened = try await withThrowingTaskGroup(of: ([Int], [String]).self) { group in
                for index in 0..<6 {
                    group.addTask {
                        let database = try SQLiteDatabase.open(at: scratch.file)
                        let applied = try await Migrator(SQLStore.migrations).migrate(database, now: 1)
                        let store = try await SQLStore.open(database, now: 1)
                        let keys = try await store.keys(insertingIfEmpty: .sample(id: "\(index)"))
                        try database.close()
                        return (applied, keys.map(\.id))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(opened.flatMap { $0.0 }.sorted() == Array(1...SQLStore.migrations.count))
            #expect(Set(opened.map { $0.1 }).count == 1)
        }
    }

    @Test("is its owner's alone, with all its companions")
    func modes() async throws {
        try await Scratch.with { scratch in
            try await scratch.store { store in
                _ = try await store.insertIfAbsent(.ada)
                for file in ["", "-wal", "-shm"] { #expect(try scratch.mode(of: scratch.file + file) == 0o600) }
            }
            #expect(try scratch.mode(of: scratch.file) == 0o600)
        }
    }

    @Test(
        "is refused, with advice, when others may read or write it", arguments: [0o640, 0o620, 0o604, 0o602, 0o666])
    func refusesWideModes(_ mode: Int) async throws {
        try await Scratch.with { scratch in
            try await scratch.store { _ = try await $0.insertIfAbsent(.ada) }
            try scratch.setMode(mode, of: scratch.file)
            let error = #expect(throws: StoreError.self) { try SQLiteDatabase.open(at: scratch.file) }
            #expect(error?.code == .unwritable)
            #expect(error?.detail.contains("chmod 600 '\(scratch.file)'") == true)
            try scratch.setMode(0o600, of: scratch.file)
            try await scratch.store { store in
                let remains = try await store.hasUsers()
                #expect(remains)
            }
        }
    }

    @Test("is refused when others may read its log")
    func refusesWideLog() async throws {
        try await Scratch.with { scratch in
            try await scratch.store { _ in
                try scratch.setMode(0o644, of: scratch.file + "-wal")
                #expect(throws: StoreError(.unwritable)) { try SQLiteDatabase.open(at: scratch.file) }
                try scratch.setMode(0o600, of: scratch.file + "-wal")
            }
        }
    }

    @Test(
        "is refused as corrupt when it is not a database",
        arguments: [
            Array("garbage".utf8), Array(repeating: 0, count: 5000), Array("SQLite format 3\0".utf8),
            Array("SQLite format 3\0".utf8) + Array(repeating: 0xFF, count: 5000),
            (0..<9000).map { UInt8(truncatingIfNeeded: $0 * 7) },
        ])
    func refusesGarbage(_ bytes: [UInt8]) async throws {
        try await Scratch.with { scratch in
            try scratch.write(bytes)
            await #expect(throws: StoreError(.corrupt)) { try await scratch.store { _ in } }
        }
    }

    @Test("may be empty")
    func acceptsZeroLength() async throws {
        try await Scratch.with { scratch in
            try scratch.write([])
            try await scratch.store { store in
                let inserted = try await store.insertIfAbsent(.ada)
                #expect(inserted)
            }
        }
    }

    @Test("that was cut off in the middle throws and does not trap")
    func survivesTruncation() async throws {
        try await Scratch.with { scratch in
            try await scratch.store { store in
                for index in 0..<50 {
                    _ = try await store.insertIfAbsent(
                        UserRecord(id: "\(index)", username: "u\(index)", passwordHash: "$", createdAt: 1))
                }
            }
            let whole = try Data(contentsOf: URL(filePath: scratch.file))
            // SQLite treats a file of one byte as an empty one, and reads a page that ends too early as zeros: a cut
            // in the last page can go unnoticed.
            let noticed = 2..<whole.count - 4096
            for length in stride(from: 2, to: whole.count, by: 1531) {
                try scratch.write([UInt8](whole.prefix(length)))
                do {
                    try await scratch.store { store in
                        _ = try await store.insertIfAbsent(
                            UserRecord(id: "new", username: "new", passwordHash: "$", createdAt: 1))
                        for index in 0..<50 { _ = try await store.user(named: "u\(index)") }
                    }
                    #expect(!noticed.contains(length), "cut at \(length)")
                } catch {
                    #expect(error as? StoreError == StoreError(.corrupt), "cut at \(length)")
                }
            }
        }
    }

    @Test("is refused as unwritable where no file can be")
    func refusesUnwritablePlaces() async throws {
        try await Scratch.with { scratch in
            try scratch.write([])
            let places = [
                "", "a\0b", "/proc/mapae.db", scratch.file + "/mapae.db", scratch.folder + "/none/mapae.db",
                scratch.folder, "/dev/null",
            ]
            for place in places {
                #expect(throws: StoreError(.unwritable), "\(place)") { try SQLiteDatabase.open(at: place) }
            }
        }
    }

    @Test("is the file that a symbolic link leads to, with the companions beside that file")
    func followsLinks() async throws {
        try await Scratch.with { scratch in
            let link = scratch.folder + "/link.db"
            try FileManager.default.createDirectory(
                atPath: scratch.folder + "/data", withIntermediateDirectories: false)
            let target = scratch.folder + "/data/real.db"
            try SQLiteDatabase.open(at: target).close()
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            let database = try SQLiteDatabase.open(at: link)
            #expect(FileManager.default.fileExists(atPath: target + "-wal"))
            try database.close()
        }
    }

    @Test("that is closed throws and does not trap")
    func closed() async throws {
        try await Scratch.with { scratch in
            let database = try SQLiteDatabase.open(at: scratch.file)
            let store = try await SQLStore.open(database, now: 1)
            try database.close()
            await #expect(throws: StoreError(.failed)) { try await store.hasUsers() }
            await #expect(throws: StoreError(.failed)) { try await store.insertIfAbsent(.ada) }
            try database.close()
        }
    }

    @Test("that another process writes to for too long is busy", .timeLimit(.minutes(5)))
    func busy() async throws {
        try await Scratch.with { scratch in
            try await scratch.store { first in
                try await scratch.store { second in
                    let (started, signal) = AsyncStream.makeStream(of: Void.self)
                    // The first one holds the file until the second one has given up, however long that takes.
                    let release = DispatchSemaphore(value: 0)
                    let holding = Task {
                        try await first.database.write { _ in
                            signal.finish()
                            release.wait()
                        }
                    }
                    for await _ in started {}
                    await #expect(throws: StoreError(.busy)) { try await second.insertIfAbsent(.ada) }
                    // Readers do not wait for a writer.
                    let hasUsers = try? await second.hasUsers()
                    release.signal()
                    #expect(hasUsers == false)
                    try await holding.value
                    #expect(try await second.insertIfAbsent(.ada))
                }
            }
        }
    }
}
#endif
