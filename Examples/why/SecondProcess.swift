import Foundation

/// The same program once more, as a process of its own, with the key and without the store: a second machine, say.
enum SecondProcess {
    /// What it answers to what the first process has handed out.
    static func answers(to sums: [Row.Sum], secret: String) async throws -> [Answer] {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments = ["--without-store"]
        process.environment = ProcessInfo.processInfo.environment.merging([Options.secretVariable: secret]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        let port = try port(from: output.fileHandleForReading)
        var answers: [Answer] = []
        // Nobody logs in there: it has no users. What is shown was got from the first process.
        let nobody = Credentials(username: "", password: "")
        for sum in sums {
            let status = try await Client(sum.way, nobody, port).ask(showing: sum.proof)
            answers.append(Answer(way: sum.way, status: status))
        }
        return answers
    }

    /// The port, which it prints when it listens.
    private static func port(from output: FileHandle) throws -> Int {
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            guard let byte = try output.read(upToCount: 1), !byte.isEmpty else {
                throw WhyError("the second process has ended")
            }
            line += byte
        }
        guard let port = Int(String(decoding: line.dropLast(), as: UTF8.self)) else {
            throw WhyError("the second process does not say where it listens")
        }
        return port
    }

    /// How it answered.
    struct Answer: Encodable, Sendable {
        let way: Way
        let status: Int
    }
}
