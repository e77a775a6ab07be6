#if Server
import Foundation
import MapaeJOSE

/// A file of users to import: a JSON object a line. It is read as often as need be, and never held in memory.
public final class UserFile: Sendable {
    /// How large a file of users may be: some five million users.
    public static let maximumBytes = 1 << 30
    /// How far a pipe is read without an end of a line: it is something else, and may never end.
    private static let longestLine = 1 << 20

    /// What the file is called in messages.
    let name: String
    /// Its size in bytes when it was opened.
    let size: Int
    private let descriptor: Int32

    /// Opens a file. What comes through a pipe is kept in a temporary file without a name first.
    /// - Parameters:
    ///   - path: The file; a pipe is one too.
    ///   - progress: Told while a pipe is read.
    /// - Throws: ``ServerError`` `user_file`: missing, a folder, unreadable or too large.
    public convenience init(path: String, progress: (ImportProgress) -> Void = { _ in }) throws(ServerError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.error(InputFile.failure, path) }
        try self.init(owning: descriptor, name: path, progress)
    }

    /// Reads standard input.
    /// - Parameter progress: Told while a pipe is read.
    /// - Throws: ``ServerError`` `user_file`: unreadable or too large.
    public static func standardInput(
        progress: (ImportProgress) -> Void = { _ in }
    ) throws(ServerError) -> UserFile {
        let name = "Standard input"
        let descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        guard descriptor >= 0 else { throw error(InputFile.failure, name) }
        return try UserFile(owning: descriptor, name: name, progress)
    }

    private init(
        owning descriptor: Int32, name: String, _ progress: (ImportProgress) -> Void
    ) throws(ServerError) {
        do throws(InputFile.Failure) {
            // Only what has a size can be read again: a pipe has no places, and what a device gives is never the same.
            let size = Int(lseek(descriptor, 0, SEEK_END))
            if size > 0 {
                // A folder has a size too, and cannot be read.
                var reader = LineReader(descriptor, limit: 0)
                _ = try reader.next()
                guard size <= Self.maximumBytes else { throw .tooLarge }
                (self.descriptor, self.size) = (descriptor, size)
            } else {
                (self.descriptor, self.size) = try Self.kept(descriptor, progress)
                close(descriptor)
            }
            self.name = name
        } catch {
            close(descriptor)
            throw Self.error(error, name)
        }
    }

    deinit { close(descriptor) }

    /// Reads the lines from the first one on.
    func lines() -> LineReader { LineReader(descriptor, limit: UserLine.maximumBytes) }

    /// Says why the file cannot be read.
    func error(_ failure: InputFile.Failure) -> ServerError { Self.error(failure, name) }

    private static func error(_ failure: InputFile.Failure, _ name: String) -> ServerError {
        switch failure {
        case .unreadable(let reason): ServerError(.userFile, "\(name) cannot be read: \(reason).")
        case .isFolder: ServerError(.userFile, "\(name) is a folder: name a file of users.")
        case .tooLarge: ServerError(.userFile, "\(name) is too large: import at most 1 GiB of users at a time.")
        }
    }

    /// Copies what comes into a file that nobody else can open, as it has no name any more.
    private static func kept(
        _ source: Int32, _ progress: (ImportProgress) -> Void
    ) throws(InputFile.Failure) -> (descriptor: Int32, size: Int) {
        let path = FileManager.default.temporaryDirectory.appending(path: "mapae-users-\(RandomBytes.identifier())")
            .path(percentEncoded: false)
        let copy = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard copy >= 0 else { throw InputFile.failure }
        unsafe unlink(path)
        do throws(InputFile.Failure) {
            return (copy, try fill(copy, from: source, progress))
        } catch {
            close(copy)
            throw error
        }
    }

    private static func fill(
        _ copy: Int32, from source: Int32, _ progress: (ImportProgress) -> Void
    ) throws(InputFile.Failure) -> Int {
        var (size, line, lines) = (0, 0, 0)
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(source, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw InputFile.failure }
            if count == 0 { return size }
            let ends = chunk[..<count].count { $0 == 0x0A }
            lines += ends
            line = chunk[..<count].lastIndex(of: 0x0A).map { count - $0 - 1 } ?? line + count
            size += count
            guard size <= maximumBytes, line <= longestLine else { throw .tooLarge }
            var written = 0
            while written < count {
                let step = unsafe chunk[written..<count].withUnsafeBytes {
                    unsafe write(copy, $0.baseAddress, $0.count)
                }
                guard step > 0 else { throw InputFile.failure }
                written += step
            }
            progress(ImportProgress(step: .receiving, bytes: size, size: nil, lines: lines))
        }
    }
}
#endif
