#if Server
import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A terminal with a test at its keyboard.
final class Pseudoterminal: Sendable {
    struct Failed: Error {}

    private let keyboard: FileHandle
    private let screen = Mutex("")
    /// A message for each change of the screen.
    private let changes: AsyncStream<Void>
    /// The program's side.
    let line: FileHandle

    init() throws {
        var (main, program): (Int32, Int32) = (-1, -1)
        guard unsafe openpty(&main, &program, nil, nil, nil) == 0 else { throw Failed() }
        keyboard = FileHandle(fileDescriptor: main, closeOnDealloc: true)
        line = FileHandle(fileDescriptor: program, closeOnDealloc: true)
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self)
        self.changes = changes
        keyboard.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil }
            self?.screen.withLock { $0 += String(decoding: data, as: UTF8.self) }
            continuation.yield()
        }
    }

    /// All that was on the screen.
    var text: String { screen.withLock { $0 } }

    /// Whether what is typed is shown.
    var echoes: Bool {
        var state = termios()
        return unsafe tcgetattr(line.fileDescriptor, &state) == 0 && state.c_lflag & tcflag_t(ECHO) != 0
    }

    func type(_ text: String) { keyboard.write(Data(text.utf8)) }

    /// Waits until the screen has shown a text.
    func shows(_ part: String) async {
        if text.contains(part) { return }
        for await _ in changes where text.contains(part) { return }
    }

    func close() {
        keyboard.readabilityHandler = nil
        try? line.close()
        try? keyboard.close()
    }
}
#endif
