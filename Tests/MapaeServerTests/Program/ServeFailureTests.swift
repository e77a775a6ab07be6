#if Server
import Foundation
import Testing

@testable import MapaeServer

@Suite("mapae serve, when it cannot", .enabled(if: Program.mapae != nil, Program.missing))
struct ServeFailureTests {
    @Test("says in one line that the port is in use, and ends with 1")
    func portInUse() async throws {
        try await LiveServer.with { _, server in
            try await Scratch.folder { folder in
                // A first start tells of the keys that it makes.
                try await Program.serving(in: folder) { first in
                    _ = try await RawConnection.request("GET", "/.well-known/jwks.json", to: first.port)
                    #expect(await first.end(by: SIGTERM) == 0)
                }
                let ending = try await Program.run(
                    "serve", "--port", "\(server.port)", "--data-dir", folder, in: folder)
                expectAdvice(ending, "127.0.0.1 port \(server.port)", "in use")
            }
        }
    }

    @Test(
        "says in one line that the folder cannot be made", arguments: ["/proc/mapae", "/dev/null/mapae", "/proc/1/x"])
    func unwritable(_ path: String) async throws {
        try await Scratch.folder { folder in
            expectAdvice(try await Program.run("serve", "--port", "0", "--data-dir", path, in: folder), path)
            expectAdvice(try await Program.run("users", "add", "ada", "--data-dir", path, in: folder), path)
        }
    }

    @Test("says in one line that others can write to the folder (D12)")
    func wideFolder() async throws {
        try await Scratch.folder { folder in
            try Files.setMode(0o777, of: folder)
            expectAdvice(
                try await Program.run("serve", "--port", "0", "--data-dir", folder, in: folder), "chmod 700 '\(folder)'"
            )
        }
    }

    @Test(
        "says in one line that the database is none (D6)",
        arguments: [
            [UInt8](repeating: 7, count: 4096), Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 4096),
        ])
    func corrupt(_ bytes: [UInt8]) async throws {
        try await Scratch.folder { folder in
            try Files.write(bytes, to: folder + "/mapae.sqlite")
            expectAdvice(
                try await Program.run("serve", "--port", "0", "--data-dir", folder, in: folder),
                folder + "/mapae.sqlite")
        }
    }

    @Test("says in one line that the master key is gone")
    func masterKey() async throws {
        try await Scratch.folder { folder in
            try await Program.serving(in: folder) { #expect(await $0.end(by: SIGTERM) == 0) }
            try Files.remove(folder + "/master.key")
            expectAdvice(
                try await Program.run("serve", "--port", "0", "--data-dir", folder, in: folder), "master.key is missing"
            )
        }
    }

    @Test(
        "says in one line that the disk is full, and does not crash (D2)",
        .enabled(if: SmallDisk.isAvailable, "a small disk needs root and mount(8)"),
        arguments: [0, 4096, 16384, 36864, 49152, 65536])
    func fullDisk(_ room: Int) async throws {
        try await Scratch.folder { folder in
            let disk = folder + "/disk"
            try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
            try await SmallDisk.mounted(on: disk, room: room) {
                try Files.setMode(0o700, of: disk)
                let ending = try await Program.run("serve", "--port", "0", "--data-dir", disk, in: folder)
                expectAdvice(ending, disk)
            }
        }
    }

    @Test("says in one line what is wrong with a setting (S13)")
    func settings() async throws {
        try await Scratch.folder { folder in
            let environment = ["MAPAE_PORT": "+80"]
            expectAdvice(try await Program.run("serve", in: folder, environment: environment), "MAPAE_PORT")
            expectAdvice(try await Program.run("serve", "--config", "none.json", in: folder), "none.json")
            expectAdvice(try await Program.run("serve", "--host", "", in: folder), "--host")
            expectAdvice(try await Program.run("serve", "--port", "65536", in: folder), "--port")
            expectAdvice(try await Program.run("serve", "--demo", "--host", "0.0.0.0", in: folder), "--demo")
            #expect(try Files.names(in: folder).isEmpty)
        }
    }

    @Test("says in one line that there is no home folder")
    func noHome() async throws {
        try await Scratch.folder { folder in
            expectAdvice(try await Program.run("serve", in: folder, environment: ["HOME": ""]), "--data-dir")
        }
    }

    private func expectAdvice(
        _ ending: Program.Ending, _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(ending.code == 1, "\(ending)", sourceLocation: sourceLocation)
        #expect(ending.isOneLineOfAdvice, "\(ending)", sourceLocation: sourceLocation)
        #expect(ending.output.isEmpty, "\(ending)", sourceLocation: sourceLocation)
        for part in parts { #expect(ending.errors.contains(part), "\(ending)", sourceLocation: sourceLocation) }
    }
}
#endif
