#if Server
import Foundation

/// A file system in memory that is soon full.
enum SmallDisk {
    private static let size = 1_048_576

    /// Whether this user can make one.
    static let isAvailable: Bool = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mapae-disk-\(UUID().uuidString)").path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
            defer { try? Files.remove(folder) }
            try run("mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", folder)
            try run("umount", folder)
            return true
        } catch {
            return false
        }
    }()

    /// Mounts one with so many bytes of room for the length of a closure.
    static func mounted(on folder: String, room: Int, _ body: () async throws -> Void) async throws {
        try run("mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", folder)
        defer { try? run("umount", folder) }
        try Files.write([UInt8](repeating: 0, count: size - room), to: folder + "/filler")
        try await body()
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
