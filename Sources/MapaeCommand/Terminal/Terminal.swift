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
    /// - Parameters:
    ///   - text: The text.
    ///   - terminator: What stands behind it.
    /// - Throws: `ServerError` when nobody can read it, for example because a disk is full.
    static func print(_ text: String, terminator: String = "\n") throws {
        do {
            // Not `write(_:)`, which ends the process when it fails.
            try FileHandle.standardOutput.write(contentsOf: Data((text + terminator).utf8))
        } catch {
            throw ServerError(.output, "Standard output cannot be written: is it closed, or its disk full?")
        }
    }

    /// Prints a text where people look who redirect standard output; there is nowhere left to complain to.
    static func note(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Does the command's work; on an error prints one line of advice and ends with code 1.
    static func orAdvice(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            note("error: \(oneLine(advice(error)))\n")
            exit(1)
        }
    }

    /// A text without control characters: a name that is quoted in a message must not move the cursor or add a line.
    static func oneLine(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }.map(Character.init))
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
