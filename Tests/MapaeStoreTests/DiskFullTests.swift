#if Server
import Foundation
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("On a full disk")
struct DiskFullTests {
    @Test("a write fails as full and what was there stays, by a limit in pages")
    func pageLimit() async throws {
        try await Scratch.with { scratch in
            try await scratch.store { store in
                _ = try await store.insertIfAbsent(.ada)
                _ = try await store.database.write { try $0.query("PRAGMA max_page_count = 10") }
                let large = UserRecord(
                    id: "2", username: "grace", passwordHash: String(repeating: "h", count: 100_000), createdAt: 1)
                await #expect(throws: StoreError(.full)) { try await store.insertIfAbsent(large) }
                #expect(try await store.user(id: "2") == nil)
                #expect(try await store.user(id: "1") == .ada)
                let small = UserRecord(id: "3", username: "small", passwordHash: "$", createdAt: 1)
                #expect(try await store.insertIfAbsent(small))
            }
        }
    }

    @Test("a session changes whole with its replays and revocations, or not at all (R6, D2)")
    func sessionsAreWhole() async throws {
        try await Scratch.with { scratch in
            try await scratch.store { store in
                let session = SessionRecord(
                    id: "s", subject: "ada", createdAt: 1, endsAt: 9, isPersistent: nil, usedAt: 1, aliveUntil: 9,
                    current: [1], scope: "", claims: [])
                _ = try await store.change(session: "s") { _ in SessionChange(.put(session), outcome: 0) }
                _ = try await store.database.write { try $0.query("PRAGMA max_page_count = 24") }
                var next = session
                next.current = [2]
                next.replays = [
                    RefreshReplay(digest: [1], sealedSuccessor: [UInt8](repeating: 7, count: 200_000), endsAt: 5)
                ]
                let revocation = Revocation(id: "s", endsAt: 9)
                let change = SessionChange(.put(next), revoking: [revocation], outcome: 0)
                await #expect(throws: StoreError(.full)) { try await store.change(session: "s") { _ in change } }
                let long = Revocation(id: String(repeating: "r", count: 200_000), endsAt: 9)
                let removal = SessionChange(.remove, revoking: [long], outcome: 0)
                await #expect(throws: StoreError(.full)) { try await store.change(session: "s") { _ in removal } }
                await #expect(throws: StoreError(.full)) {
                    try await store.endSessions(of: "ada", SessionSweep { _ in SessionEnding(long) })
                }
                #expect(try await store.session(id: "s") == session)
                #expect(try await store.revocations(after: 0, limit: 9).revocations.isEmpty)
                let ended = try await store.endSessions(of: "ada", SessionSweep { _ in SessionEnding(revocation) })
                #expect(ended == [revocation])
                #expect(try await store.session(id: "s") == nil)
            }
        }
    }

    @Test(
        "every write that was confirmed is there, and writing goes on when there is room again",
        .enabled(if: SmallDisk.isAvailable, "skipped: a small disk needs root and mount(8)"))
    func realDisk() async throws {
        try await Scratch.with { disk in
            try SmallDisk.mount(on: disk.folder)
            defer { try? SmallDisk.unmount(disk.folder) }
            let filler = disk.folder + "/filler"
            try Data(count: 60_000).write(to: URL(filePath: filler))
            var confirmed: [String] = []
            try await disk.store { store in
                let error = await #expect(throws: StoreError.self) {
                    for index in 0..<1000 {
                        let hash = String(repeating: "h", count: 2000)
                        let user = UserRecord(id: "\(index)", username: "u\(index)", passwordHash: hash, createdAt: 1)
                        if try await store.insertIfAbsent(user) { confirmed.append(user.id) }
                    }
                }
                #expect(error?.code == .full)
                #expect(error?.detail.contains(disk.file) == true)
                #expect(try await store.user(id: "\(confirmed.count)") == nil)
                try FileManager.default.removeItem(atPath: filler)
                #expect(
                    try await store.insertIfAbsent(
                        UserRecord(id: "later", username: "later", passwordHash: "$", createdAt: 1)))
            }
            #expect(!confirmed.isEmpty)
            try await disk.store { store in
                for id in confirmed + ["later"] {
                    let user = try await store.user(id: id)
                    #expect(user != nil, "user \(id)")
                }
            }
        }
    }

    @Test(
        "a database is not created, and the error says full",
        .enabled(if: SmallDisk.isAvailable, "skipped: a small disk needs root and mount(8)"),
        arguments: [0, 4096, 8192, 16384, 36864, 49152])
    func noRoomToCreate(_ room: Int) async throws {
        try await Scratch.with { disk in
            try SmallDisk.mount(on: disk.folder)
            defer { try? SmallDisk.unmount(disk.folder) }
            let filler = disk.folder + "/filler"
            try Data(count: SmallDisk.size - room).write(to: URL(filePath: filler))
            await #expect(throws: StoreError(.full)) { try await disk.store { _ in } }
            try FileManager.default.removeItem(atPath: filler)
            try await disk.store { store in
                let inserted = try await store.insertIfAbsent(.ada)
                #expect(inserted)
            }
        }
    }
}

/// A file system in memory that is soon full.
private enum SmallDisk {
    static let size = 524_288

    static let isAvailable: Bool = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mapae-disk-\(UUID().uuidString)").path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            try mount(on: folder)
            try unmount(folder)
            return true
        } catch {
            return false
        }
    }()

    static func mount(on folder: String) throws {
        try run("mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", folder)
    }

    static func unmount(_ folder: String) throws {
        try run("umount", folder)
    }

    private static func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}
#endif
