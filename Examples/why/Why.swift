import Foundation
import HummingbirdMapae
import MapaeSQLite

/// Runs one small app three ways, counts, and prints why tokens.
@main
struct Why {
    static func main() async {
        do {
            try await run(Options(CommandLine.arguments.dropFirst()))
        } catch {
            StartupAdvice(error).exit()
        }
    }

    private static func run(_ options: Options) async throws {
        if let secret = options.secretOfSecondProcess {
            try await App(remembering: nil, secret: secret).run { port in
                // At once: `print` would keep it in a pipe's buffer.
                FileHandle.standardOutput.write(Data("\(port)\n".utf8))
            }
        } else {
            let report = try await measure(options)
            print(options.json ? try report.json() : report.text)
        }
    }

    private static func measure(_ options: Options) async throws -> Report {
        let folder = FileManager.default.temporaryDirectory.appending(path: "why-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let counts = Counts()
        let database = try SQLiteDatabase.open(at: folder.appending(path: "why.sqlite").path())
        let memory = try await Memory(CountingDatabase(database, counts))
        defer { try? database.close() }

        // Both are new in each run. The password is what a user would type.
        let secret = RandomText.make()
        let user = Credentials(username: "ada", password: RandomText.make())
        try await memory.add(user)

        let app = try App(remembering: memory, secret: secret, counts: counts)
        return try await app.whileRunning { port in
            var loads: [Load] = []
            for way in Way.allCases { loads.append(try await Load(way, user, port, counts)) }
            // By turns, so that whatever else the machine does slows all of them.
            for _ in 0..<(2 * options.seconds) {
                for load in loads { try await load.go(on: .milliseconds(500)) }
            }
            var sums: [Row.Sum] = []
            for load in loads { sums.append(await load.counted) }
            let second = try await SecondProcess.answers(to: sums, secret: secret)
            return Report(seconds: options.seconds, rows: sums.map(Row.init), second: second)
        }
    }
}
