#if Server
import Foundation
import Mapae
import MapaeJOSE
import MapaeSQL
import MapaeStore
import Testing

@testable import MapaeServer

@Suite("The master key")
struct MasterKeyTests {
    @Test("is 32 random bytes in base64url, another in each folder (D12)")
    func made() async throws {
        var texts: Set<String> = []
        for _ in 0..<2 {
            try await withKeys { folder in
                let text = try String(contentsOfFile: folder + "/master.key", encoding: .utf8)
                #expect(text.utf8.last == 0x0A)
                #expect(Base64URL.decode(String(text.dropLast()))?.count == 32)
                #expect(try Files.mode(of: folder + "/master.key") == 0o600)
                texts.insert(text)
            }
        }
        #expect(texts.count == 2)
    }

    @Test(
        "that others can read is refused, with the command that mends it (D12)",
        arguments: [0o604, 0o640, 0o660, 0o644, 0o610])
    func readable(_ mode: Int) async throws {
        try await withKeys { folder in
            try Files.setMode(mode, of: folder + "/master.key")
            let message = try await refusal(folder)
            #expect(message.contains("chmod 600 \(folder)/master.key"), "\(message)")
        }
    }

    @Test("that its owner can only read is taken")
    func readOnly() async throws {
        try await withKeys { folder in
            try Files.setMode(0o400, of: folder + "/master.key")
            let ids = try await keyIDs(folder)
            #expect(ids.count == 1)
        }
    }

    @Test("that is missing while there are keys is not made anew")
    func missing() async throws {
        try await withKeys { folder in
            try Files.remove(folder + "/master.key")
            let message = try await refusal(folder)
            #expect(message.contains("is missing"), "\(message)")
            #expect(!Files.exists(folder + "/master.key"))
        }
    }

    @Test(
        "that is no key is refused, and left as it is",
        arguments: [
            "", "\n", "garbage", "AAAA", String(repeating: "A", count: 42), String(repeating: "A", count: 44),
            String(repeating: "=", count: 43), " " + String(repeating: "A", count: 43),
            String(repeating: "A", count: 43) + "=", String(repeating: "A", count: 42) + "B",
            String(repeating: "A", count: 43) + "\r\n", "\u{FEFF}" + String(repeating: "A", count: 43),
        ])
    func garbage(_ text: String) async throws {
        try await withKeys { folder in
            try Files.write(text, to: folder + "/master.key")
            let message = try await refusal(folder)
            #expect(message.contains("does not hold a master key"), "\(message)")
            let left = try Data(contentsOf: URL(filePath: folder + "/master.key"))
            #expect(left == Data(text.utf8))
        }
    }

    @Test(
        "that is not UTF-8 or very long is refused",
        arguments: [[0xFF, 0xFE], [UInt8](repeating: 0x41, count: 1_000_000)])
    func bytes(_ bytes: [UInt8]) async throws {
        try await withKeys { folder in
            try Files.write(bytes, to: folder + "/master.key")
            _ = try await refusal(folder)
        }
    }

    @Test("that is a folder is refused")
    func isFolder() async throws {
        try await withKeys { folder in
            try Files.remove(folder + "/master.key")
            try FileManager.default.createDirectory(
                atPath: folder + "/master.key", withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700])
            _ = try await refusal(folder)
        }
    }

    @Test("of another folder opens nothing")
    func another() async throws {
        try await withKeys { folder in
            let key = Base64URL.encode([UInt8](repeating: 7, count: 32))
            try Files.write(key + "\n", to: folder + "/master.key")
            let message = try await refusal(folder)
            #expect(message.contains("another master key"), "\(message)")
        }
    }

    @Test("16 servers that start on one empty folder at once end with one key, and leave nothing else behind (D10)")
    func race() async throws {
        try await Scratch.folder { folder in
            let keys = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<16 { group.addTask { try await keyIDs(folder) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(keys.count == 16)
            #expect(Set(keys).count == 1)
            #expect(keys.first?.count == 1)
            #expect(try Files.names(in: folder) == ["mapae.sqlite", "master.key"])
        }
    }

    // MARK: Helpers

    /// A folder in which a server has made its keys.
    private func withKeys(_ body: (String) async throws -> Void) async throws {
        try await Scratch.folder { folder in
            _ = try await keyIDs(folder)
            try await body(folder)
        }
    }

    private func keyIDs(_ folder: String) async throws -> [String] {
        let data = try await ServerData.open(folder)
        defer { try? data.close() }
        return try await data.keys(KeyPolicy(tokenLifetime: 60), clock: .system).records.map(\.id)
    }

    private func refusal(_ folder: String) async throws -> String {
        let error = await #expect(throws: ServerError(.masterKey, "")) { try await keyIDs(folder) }
        let message = try #require(error).message
        #expect(!message.utf8.contains(0x0A), "\(message)")
        return message
    }
}
#endif
