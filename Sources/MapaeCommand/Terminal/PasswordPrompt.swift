#if Server
import Foundation
import MapaeServer

/// Asks for a new password.
enum PasswordPrompt {
    /// Asks twice without showing what is typed; reads one line where standard input is no terminal.
    static func ask(for name: String) throws -> String {
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
        // Without ISIG Ctrl-C is a byte like others: as a signal it would end the program and leave the echo off. As a
        // further end of line it is read at once.
        hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
        unsafe withUnsafeMutableBytes(of: &hidden.c_cc) { unsafe $0[Int(VEOL)] = interrupt }
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            Terminal.note("\n")
        }
        // After the echo is off: what is typed at once must not be shown, nor thrown away by the change.
        Terminal.note(prompt)
        let bytes = typedLine()
        guard bytes.last != interrupt else { throw ServerError(.invalidSetting, "Cancelled; nothing was added.") }
        guard !bytes.isEmpty, let line = String(validating: bytes, as: UTF8.self) else {
            throw ServerError(.invalidSetting, "No password was typed; nothing was added.")
        }
        return line
    }

    /// The byte that Ctrl-C makes.
    private static let interrupt: UInt8 = 3

    /// What is typed up to the end of the line, or up to Ctrl-C, which is then the last byte.
    private static func typedLine() -> [UInt8] {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count <= 4096, unsafe read(STDIN_FILENO, &byte, 1) == 1, byte != UInt8(ascii: "\n") {
            line.append(byte)
            if byte == interrupt { break }
        }
        return line
    }
}
#endif
