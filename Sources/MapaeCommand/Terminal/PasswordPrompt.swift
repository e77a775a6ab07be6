#if Server
import Foundation
import MapaeServer

/// Asks for a new password.
enum PasswordPrompt {
    /// Asks twice without showing what is typed; reads one line where standard input is no terminal.
    static func read(for name: String) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { return try line(of: StandardInput.text(limit: 4096)) }
        let first = try hidden("Password for \(name): ")
        let second = try hidden("The same again: ")
        guard first.utf8.elementsEqual(second.utf8) else {
            throw ServerError(.invalidSetting, "The two passwords differ; nothing was added.")
        }
        return first
    }

    /// The input's only line, without its end. As bytes: "\r\n" is one Character.
    private static func line(of input: String) throws -> String {
        var bytes = Substring(input).utf8
        if bytes.last == 0x0A { bytes = bytes.dropLast() }
        if bytes.last == 0x0D { bytes = bytes.dropLast() }
        guard !bytes.isEmpty else {
            throw ServerError(.invalidSetting, "There is no password on standard input: pipe one line in.")
        }
        guard !bytes.contains(0x0A), !bytes.contains(0x0D) else {
            throw ServerError(.invalidSetting, "Standard input has several lines: the password must be the only one.")
        }
        return String(Substring(bytes))
    }

    private static func hidden(_ prompt: String) throws -> String {
        var shown = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &shown) == 0 else {
            throw ServerError(.invalidSetting, "The terminal cannot hide the password: pipe it in instead.")
        }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        // After the echo is off: what is typed at once must not be shown, nor thrown away by the change.
        FileHandle.standardError.write(Data(prompt.utf8))
        guard let line = readLine(strippingNewline: true), !line.isEmpty else {
            throw ServerError(.invalidSetting, "No password was typed; nothing was added.")
        }
        return line
    }
}
#endif
