#if Server
import Foundation
import MapaeAccounts
import MapaeJOSE
import MapaeServer
import MapaeStore

/// What the program says, and how it ends.
enum Terminal {
    /// How the program was called, for commands that are printed to be pasted.
    static var programName: String { CommandLine.arguments.first ?? "mapae" }

    /// Prints a text at once, also when standard output is a pipe that somebody waits at.
    static func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Does the command's work; on an error prints one line of advice and ends with code 1.
    static func orAdvice(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            FileHandle.standardError.write(Data("error: \(advice(error))\n".utf8))
            exit(1)
        }
    }

    private static func advice(_ error: any Error) -> String {
        switch error {
        case let error as ServerError: error.message
        case let error as StoreError: error.detail.isEmpty ? "The database failed: \(error.code)." : error.detail
        case let error as AccountError: error.message
        case let error as JOSEError: error.explanation
        default: "\(error)"
        }
    }
}
#endif
