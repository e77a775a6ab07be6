#if Server
import Foundation
import Synchronization

/// A line on standard error that tells how far a long command has come, and is gone when it ends. Where standard error is no
/// terminal nothing is written at all: a log must not fill up with it.
final class ProgressBar: Sendable {
    /// How often the line is drawn.
    private static let interval = Duration.milliseconds(100)

    private struct State: Sendable {
        var title = ""
        var began: ContinuousClock.Instant
        var drawn: ContinuousClock.Instant?
    }

    private let state = Mutex(State(began: .now))

    private init() {}

    /// A bar, where there is somebody to look at it.
    static func atTerminal() -> ProgressBar? {
        guard isatty(STDERR_FILENO) == 1 else { return nil }
        // A terminal that cannot go back in a line.
        guard ProcessInfo.processInfo.environment["TERM"].map({ !$0.utf8.elementsEqual("dumb".utf8) }) ?? false else {
            return nil
        }
        return ProgressBar()
    }

    /// Draws the line anew, unless it was drawn a moment ago.
    /// - Parameters:
    ///   - title: What is being done; the rate is counted from when it was named first.
    ///   - bytes: How many bytes are done with.
    ///   - size: How many there are; `nil` where nobody knows.
    ///   - lines: How many lines are done with.
    func show(_ title: String, bytes: Int, of size: Int?, lines: Int) {
        let now = ContinuousClock.now
        let elapsed = state.withLock { state -> Duration? in
            if !state.title.utf8.elementsEqual(title.utf8) {
                state = State(title: title, began: now)
            } else if let drawn = state.drawn, now < drawn + Self.interval {
                return nil
            }
            state.drawn = now
            return now - state.began
        }
        guard let elapsed else { return }
        let line = ProgressLine(title: title, bytes: bytes, size: size, lines: lines, elapsed: elapsed)
        // The last column stays free: some terminals begin a new line there.
        Terminal.note("\r" + line.text(width: Self.columns - 1) + "\u{1B}[K")
    }

    /// Takes the line away.
    func clear() {
        let isShown = state.withLock { state in
            defer { state.drawn = nil }
            return state.drawn != nil
        }
        if isShown { Terminal.note("\r\u{1B}[K") }
    }

    private static var columns: Int {
        var size = winsize()
        guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
#endif
