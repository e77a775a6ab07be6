#if Server
import Foundation

/// Reads a file that somebody names on the command line.
enum InputFile {
    /// Why a file was not read.
    enum Failure: Error {
        case unreadable(String)
        case isFolder
        case tooLarge
    }

    /// All bytes of a file; a pipe is one too.
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The most bytes; a larger file is refused, not cut.
    static func bytes(of path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw failure }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
            // A file that never ends, such as a device, must not fill the memory.
            guard bytes.count <= limit else { throw .tooLarge }
        }
    }

    /// What the system has just said. A folder can be opened, but not read.
    static var failure: Failure { errno == EISDIR ? .isFolder : .unreadable(unsafe String(cString: strerror(errno))) }
}
#endif
