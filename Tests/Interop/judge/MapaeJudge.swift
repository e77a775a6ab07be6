import Foundation
import MapaeJOSE

/// Reads one request a line and writes one answer a line, both JSON, so that a script in another language can ask for
/// thousands of verdicts. README.md beside this folder lists the requests.
@main
enum MapaeJudge {
    static func main() async throws {
        var judge = Judge()
        while let line = readLine() {
            let answer = await judge.answer(line)
            try FileHandle.standardOutput.write(contentsOf: Data(answer + [UInt8(ascii: "\n")]))
        }
    }
}
