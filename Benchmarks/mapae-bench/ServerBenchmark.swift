#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Measures how long `mapae serve` takes from the start of its process to its first answer, and what it then holds of
/// memory.
struct ServerBenchmark {
    static let name = "server.start"

    private static let starts = 11
    private static let deadline = Duration.seconds(10)
    let executable: String

    func measurements() throws -> [Measurement] {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "mapae-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        // The first start makes the database, which happens once in a server's life.
        _ = try startOnce(in: directory)
        let found = try (0..<Self.starts).map { _ in try startOnce(in: directory) }

        var start = Measurement(name: Self.name)
        let times = found.map(\.time).sorted()
        start.median = times[times.count / 2]
        start.lowest = times[0]
        let sizes = found.compactMap(\.residentBytes).sorted()
        if sizes.isEmpty { return [start] }
        var size = Measurement(name: "server.rss")
        size.bytes = sizes[sizes.count / 2]
        return [start, size]
    }

    /// Starts the server, waits for its first answer, looks at its size and stops it.
    private func startOnce(in directory: URL) throws -> (time: Duration, residentBytes: Int?) {
        let port = try LoopbackPort()
        let log = directory.appendingPathComponent("server.log").path
        let clock = ContinuousClock()
        let begin = clock.now
        let server = try ChildProcess(
            executable,
            ["serve", "--host", "127.0.0.1", "--port", "\(port.number)", "--data-dir", directory.path + "/data"],
            output: log)
        var time: Duration?
        while time == nil, clock.now - begin < Self.deadline, server.isRunning {
            if port.answers(get: "/healthz") {
                time = clock.now - begin
            } else {
                ChildProcess.pause(microseconds: 500)
            }
        }
        let residentBytes = server.residentBytes
        let exit = server.terminate(within: Self.deadline)
        guard let time else { throw BenchmarkError("the server gave no answer: \(Self.end(of: log))") }
        guard exit == .exited(0) else { throw BenchmarkError("the server ended with \(exit): \(Self.end(of: log))") }
        return (time, residentBytes)
    }

    private static func end(of log: String) -> String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.isEmpty ? "it wrote nothing" : "it wrote\n\(text.suffix(2000))"
    }
}
