#if Server
import Foundation

extension Terminal {
    /// Asks a question at the terminal.
    /// - Returns: Whether the answer was `yes`. Where nobody can answer it is no.
    static func confirms(_ question: String) -> Bool {
        guard isatty(STDIN_FILENO) == 1 else { return false }
        note("\(oneLine(question)) Type yes: ")
        return readLine(strippingNewline: true).map { $0.utf8.elementsEqual("yes".utf8) } ?? false
    }
}
#endif
