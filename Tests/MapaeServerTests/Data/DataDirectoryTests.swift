#if Server
import Foundation
import Mapae
import Testing

@testable import MapaeServer

@Suite("The data folder")
struct DataDirectoryTests {
    @Test("is made with its parents, for its owner only, and so is every file in it (D12)")
    func modes() async throws {
        try await Scratch.folder { folder in
            let path = folder + "/a/b"
            let data = try await ServerData.open(path)
            _ = try await data.keys(KeyPolicy(tokenLifetime: 60), clock: .system)
            #expect(try Files.mode(of: path) == 0o700)
            let names = try Files.names(in: path)
            #expect(names.contains("mapae.sqlite") && names.contains("master.key"), "\(names)")
            for name in names { #expect(try Files.mode(of: path + "/" + name) == 0o600, "\(name)") }
            try data.close()
            #expect(try Files.names(in: path) == ["mapae.sqlite", "master.key"])
        }
    }

    @Test(
        "that others can write to is refused, with the command that mends it (D12)",
        arguments: [0o770, 0o777, 0o720, 0o702, 0o1777])
    func writableByOthers(_ mode: Int) async throws {
        try await Scratch.folder { folder in
            try Files.setMode(mode, of: folder)
            let message = await refusal(folder)
            #expect(message.contains("chmod 700 '\(folder)'"), "\(message)")
            #expect(try Files.names(in: folder).isEmpty)
            try Files.setMode(0o700, of: folder)
        }
    }

    @Test(
        "that others can only read is taken, as the files in it are closed to them", arguments: [0o700, 0o750, 0o755])
    func readableByOthers(_ mode: Int) async throws {
        try await Scratch.folder { folder in
            try Files.setMode(mode, of: folder)
            try await ServerData.open(folder).close()
            #expect(try Files.mode(of: folder + "/mapae.sqlite") == 0o600)
        }
    }

    @Test("is judged behind a symbolic link (D12)")
    func link() async throws {
        try await Scratch.folder { folder in
            let real = folder + "/real"
            let link = folder + "/link"
            try FileManager.default.createDirectory(atPath: real, withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
            try Files.setMode(0o777, of: real)
            #expect(await refusal(link).contains("Others can write"))
            try Files.setMode(0o700, of: real)
            try await ServerData.open(link).close()
            #expect(Files.exists(real + "/mapae.sqlite"))
        }
    }

    @Test("that is a file is refused")
    func file() async throws {
        try await Scratch.folder { folder in
            try Files.write("", to: folder + "/file")
            #expect(await refusal(folder + "/file").contains("is a file"))
            #expect(await refusal(folder + "/file/").contains("is a file"))
        }
    }

    @Test(
        "that cannot be made is refused in one line",
        arguments: ["/proc/mapae", "/proc/1/mapae", "/dev/null/mapae"])
    func unwritable(_ path: String) async throws {
        let message = await refusal(path)
        #expect(!message.isEmpty)
    }

    @Test("below a file cannot be made")
    func belowFile() async throws {
        try await Scratch.folder { folder in
            try Files.write("", to: folder + "/file")
            let message = await refusal(folder + "/file/data")
            #expect(message.contains(folder + "/file/data"), "\(message)")
        }
    }

    @Test(
        "has one name with a slash behind it and without",
        arguments: [("/data/", "/data"), ("/data", "/data"), ("/", "/"), ("d/", "d")])
    func slash(_ given: String, _ path: String) {
        #expect(DataDirectory(given).path == path)
    }

    /// The message of the refusal, which is of the right kind and one line; empty when there was none.
    private func refusal(_ path: String) async -> String {
        do {
            try await ServerData.open(path).close()
            Issue.record("\(path) was taken")
            return ""
        } catch let error as ServerError {
            #expect(error == ServerError(.dataDirectory, ""))
            #expect(!error.message.utf8.contains(0x0A), "\(error.message)")
            return error.message
        } catch {
            Issue.record("\(error)")
            return ""
        }
    }
}
#endif
