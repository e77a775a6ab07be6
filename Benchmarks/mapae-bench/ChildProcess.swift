#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that runs beside this one. Started without Foundation's `Process`, whose own threads would be measured too.
struct ChildProcess {
    enum End: Equatable, CustomStringConvertible {
        case exited(Int32)
        case signalled(Int32)

        var description: String {
            switch self {
            case .exited(let code): "exit code \(code)"
            case .signalled(let signal): "signal \(signal)"
            }
        }
    }

    private let id: pid_t

    /// Starts a program.
    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Its arguments, without its name.
    ///   - output: The file that takes what it writes.
    init(_ path: String, _ arguments: [String], output: String) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var id: pid_t = 0
        let status = unsafe posix_spawn(&id, path, &actions, nil, &words, environ)
        guard status == 0 else { throw BenchmarkError("\(path) cannot be started: error \(status)") }
        self.id = id
    }

    /// Whether it has not ended yet. It is not reaped here, so that its id stays its own.
    var isRunning: Bool {
        var info = unsafe siginfo_t()
        guard unsafe waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) == 0 else { return false }
        return unsafe info.si_signo == 0
    }

    /// What it holds of memory now, where /proc tells it.
    var residentBytes: Int? {
        guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 * 1024 }
    }

    /// Asks it to end, and makes it end when it does not.
    func terminate(within patience: Duration) -> End {
        kill(id, SIGTERM)
        let clock = ContinuousClock()
        let deadline = clock.now + patience
        while isRunning, clock.now < deadline { Self.pause(microseconds: 1000) }
        if isRunning { kill(id, SIGKILL) }
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) == -1, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    static func pause(microseconds: UInt32) { usleep(microseconds) }
}
