#if Server
import Foundation
import Synchronization
import Testing

/// Runs programs, above all the real `mapae` that the build has put beside these tests.
enum Program {
    /// The built program, if there is one.
    static let mapae: String? = {
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let folders = [tests, Bundle.main.bundleURL, Bundle.main.executableURL ?? tests].map {
            $0.deletingLastPathComponent()
        }
        return folders.map { $0.appending(path: "mapae").path(percentEncoded: false) }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// What to say where it is missing.
    static let missing: Comment = "the program mapae is not beside the tests: run 'swift build --build-tests' first"

    /// How a program ended.
    struct Ending: Sendable {
        let code: Int32
        let output: String
        let errors: String

        /// Whether standard error is exactly one line that begins with `error: `.
        var isOneLineOfAdvice: Bool {
            errors.utf8.starts(with: "error: ".utf8) && errors.utf8.filter { $0 == 0x0A }.count == 1
                && errors.utf8.last == 0x0A
        }
    }

    /// A signal that ended a program, as shells tell it.
    private static func code(_ process: Process) -> Int32 {
        process.terminationReason == .uncaughtSignal ? 128 + process.terminationStatus : process.terminationStatus
    }

    /// Runs `mapae` to its end.
    /// - Parameters:
    ///   - arguments: What stands behind the program's name.
    ///   - folder: Its home, and where its output is kept meanwhile.
    ///   - input: Its standard input.
    ///   - environment: Its variables, beside `HOME` and `PATH`.
    static func run(
        _ arguments: String..., in folder: String, input: [UInt8] = [], environment: [String: String] = [:]
    ) async throws -> Ending {
        try await run(try #require(mapae), arguments, in: folder, input: input, environment: environment)
    }

    /// Runs any program to its end.
    static func run(
        _ program: String, _ arguments: [String], in folder: String, input: [UInt8] = [],
        environment: [String: String] = [:]
    ) async throws -> Ending {
        let files = Streams()
        defer { files.remove() }
        try Files.write(input, to: files.input)
        let process = try process(program, arguments, folder, environment)
        let input = try FileHandle(forReadingFrom: URL(filePath: files.input))
        let output = try FileHandle(forWritingTo: Files.empty(files.output))
        let errors = try FileHandle(forWritingTo: Files.empty(files.errors))
        // A process that has ended keeps its handles. With some 1,360 open files Foundation's next one crashes: it reads past
        // the end of their list.
        defer { for handle in [input, output, errors] { try? handle.close() } }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try await ended(process)
        return Ending(
            code: code(process), output: try String(contentsOfFile: files.output, encoding: .utf8),
            errors: try String(contentsOfFile: files.errors, encoding: .utf8))
    }

    /// A `mapae serve` that listens.
    struct Serving: Sendable {
        let address: String
        let firstLines: String
        let processID: Int32
        fileprivate let end: @Sendable () async -> Int32

        var port: Int { Int(address.split(separator: ":").last ?? "") ?? 0 }

        /// Sends a signal and waits for the end.
        func end(by signal: Int32) async -> Int32 {
            kill(processID, signal)
            return await end()
        }
    }

    /// Runs `mapae serve` on a free port for the length of a closure; what is still running then is killed.
    static func serving(
        _ arguments: String..., in folder: String, environment: [String: String] = [:],
        _ body: (Serving) async throws -> Void
    ) async throws {
        let process = try process(
            try #require(mapae), ["serve", "--port", "0", "--data-dir", folder] + arguments, folder, environment)
        // Its output goes into a file. A pipe that is read by a handler is closed under libdispatch's hands when servers come
        // and go quickly, which was seen to end the tests.
        let files = Streams()
        defer { files.remove() }
        let output = try FileHandle(forWritingTo: Files.empty(files.output))
        let errors = try FileHandle(forWritingTo: Files.empty(files.errors))
        defer { for handle in [output, errors] { try? handle.close() } }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        let (endings, ending) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            ending.yield(code(process))
            ending.finish()
        }
        try process.run()
        let processID = process.processIdentifier
        let ended = Task { await endings.first { _ in true } ?? -1 }
        defer { if process.isRunning { kill(processID, SIGKILL) } }
        var text = ""
        repeat {
            try await Task.sleep(for: .milliseconds(5))
            let isRunning = process.isRunning
            text = try String(contentsOfFile: files.output, encoding: .utf8)
            if !isRunning { break }
        } while !(text.contains("Its data is in ") && text.utf8.last == UInt8(ascii: "\n"))
        let address = text.split(separator: "\n").first?.split(separator: " ").last.map(String.init)
        let listening = try #require(
            address, "mapae serve did not listen: \((try? String(contentsOfFile: files.errors, encoding: .utf8)) ?? "")"
        )
        try await body(
            Serving(address: listening, firstLines: text, processID: processID, end: { await ended.value }))
    }

    static func process(
        _ program: String, _ arguments: [String], _ folder: String, _ environment: [String: String]
    ) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = ["HOME": folder, "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
            .merging(environment) { $1 }
        return process
    }

    /// Starts a process and waits for its end without holding a thread.
    ///
    /// A test whose time is over is cancelled, and nobody types any more what the program waits for: then it is killed, so that the
    /// test fails instead of waiting for ever.
    static func ended(_ process: Process) async throws {
        try await turnstile.pass {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                    process.terminationHandler = { _ in continuation.resume() }
                    do { try process.run() } catch { continuation.resume(throwing: error) }
                    if Task.isCancelled { endAtOnce(process) }
                }
            } onCancel: {
                endAtOnce(process)
            }
        }
    }

    private static func endAtOnce(_ process: Process) {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// With some two hundred programs at once Foundation on Linux was seen to end the tests with a bad pointer in
    /// `Process.run()`.
    private static let turnstile = Turnstile(8)

    /// Where a process's three streams are kept: not in its folder, which may be full or closed.
    private struct Streams {
        let input: String
        let output: String
        let errors: String

        init() {
            let path = FileManager.default.temporaryDirectory.appending(path: "mapae-\(UUID().uuidString)").path
            input = path + "-in"
            output = path + "-out"
            errors = path + "-err"
        }

        func remove() {
            for path in [input, output, errors] { try? Files.remove(path) }
        }
    }
}

extension Files {
    /// Makes an empty file.
    fileprivate static func empty(_ path: String) throws -> URL {
        try write("", to: path)
        return URL(filePath: path)
    }
}
#endif
