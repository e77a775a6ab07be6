#if Server
import Foundation
import MapaeSQL
import MapaeSQLite
import MapaeStore
import Testing

@Suite("A database that something has damaged")
struct DamagedDatabaseTests {
    @Test("in any of its 512-byte blocks is refused, or read as it was, and never ends the program (D6)")
    func flippedBits() async throws {
        var whole: [UInt8] = []
        let users = (0..<60).map {
            UserRecord(id: "\($0)", username: "u\($0)", passwordHash: String(repeating: "h", count: 90), createdAt: 1)
        }
        try await Scratch.with { scratch in
            try await scratch.store { _ = try await $0.insertAllIfAbsent(users) }
            whole = [UInt8](try Data(contentsOf: URL(filePath: scratch.file)))
        }
        var refusals = 0
        for offset in stride(from: 0, to: whole.count, by: 512) {
            try await Scratch.with { scratch in
                var bytes = whole
                for index in offset..<min(offset + 16, bytes.count) { bytes[index] ^= 0xA5 }
                try scratch.write(bytes)
                do {
                    try await scratch.store { store in
                        var seen: [UserRecord] = []
                        while true {
                            let page = try await store.users(after: seen.last?.id, limit: 7)
                            if page.isEmpty { break }
                            // A tree that was tied into a ring has no end.
                            guard seen.count < 1000 else { throw StoreError(.corrupt) }
                            seen += page
                        }
                        for user in seen {
                            _ = try await store.user(named: user.username)
                            _ = try await store.insertIfAbsent(user)
                        }
                        _ = try await store.insertIfAbsent(.ada)
                        _ = try await store.keys()
                    }
                } catch is StoreError {
                    refusals += 1
                }
                do { try SQLiteCopy.check(scratch.file) } catch is StoreError { refusals += 1 }
            }
        }
        #expect(refusals > whole.count / 512 / 2)
    }

    @Test("that was cut off, or whose log was, is refused or has all that was committed before (D6)")
    func truncated() async throws {
        try await Scratch.with { scratch in
            var file: [UInt8] = []
            var log: [UInt8] = []
            try await scratch.store { store in
                for number in 0..<20 {
                    let user = UserRecord(id: "\(number)", username: "u\(number)", passwordHash: "$", createdAt: 1)
                    _ = try await store.insertIfAbsent(user)
                }
                file = [UInt8](try Data(contentsOf: URL(filePath: scratch.file)))
                log = [UInt8](try Data(contentsOf: URL(filePath: scratch.file + "-wal")))
            }
            for size in stride(from: 0, through: log.count, by: 2777) {
                try await Scratch.with { other in
                    try other.write(file)
                    try Data(log.prefix(size)).write(to: URL(filePath: other.file + "-wal"))
                    try other.setMode(0o600, of: other.file + "-wal")
                    try await other.store { store in
                        let users = try await store.users(after: nil, limit: 100).count
                        for number in 0..<users {
                            let user = try await store.user(id: "\(number)")
                            #expect(user != nil, "after \(size) bytes of its log user \(number) is missing")
                        }
                        #expect(size < log.count || users == 20)
                    }
                }
            }
        }
    }
}
#endif
