#if Server
import Foundation

/// What is done to whole database files: each step is durable when it returns, and none overwrites anything but ``replace(_:with:)``.
enum MaintenanceFiles {
    /// The path behind symbolic links; of a file that is not there, as it is.
    static func resolved(_ path: String) -> String {
        guard let resolved = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// The folder that a path is in.
    static func folder(of path: String) -> String {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        return folder.isEmpty ? "." : folder
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes an empty file that this user alone may read and write.
    static func create(_ path: String) throws(ServerError) {
        close(try newFile(path))
    }

    /// Copies the bytes of a file into a new one.
    static func copy(_ source: String, to path: String) throws(ServerError) {
        let input = unsafe open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw failure("\(source) cannot be read") }
        defer { close(input) }
        let output = try newFile(path)
        defer { close(output) }
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(input, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw failure("\(source) cannot be read") }
            if count == 0 { break }
            var written = 0
            while written < count {
                let step = unsafe chunk[written..<count].withUnsafeBytes {
                    unsafe write(output, $0.baseAddress, $0.count)
                }
                guard step > 0 else { throw failure("\(path) cannot be written") }
                written += step
            }
        }
        guard fsync(output) == 0 else { throw failure("\(path) cannot be written") }
    }

    /// Gives a file a second name, which must be free.
    /// - Returns: Whether the name was free.
    static func link(_ path: String, as name: String) throws(ServerError) -> Bool {
        guard unsafe Foundation.link(path, name) != 0 else {
            try synchronize(folder(of: name))
            return true
        }
        switch errno {
        case EEXIST: return false
        // A file system without second names.
        case EPERM, ENOTSUP, EMLINK:
            if exists(name) { return false }
            try copy(path, to: name)
            try synchronize(folder(of: name))
            return true
        default: throw failure("\(name) cannot be made")
        }
    }

    /// Puts a file in the place of another: at each moment there is the one or the other.
    static func replace(_ path: String, with new: String) throws(ServerError) {
        guard unsafe rename(new, path) == 0 else { throw failure("\(path) cannot be replaced") }
        try synchronize(folder(of: path))
    }

    /// Waits until what was written to a file or a folder is on the disk.
    static func synchronize(_ path: String) throws(ServerError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("\(path) cannot be written") }
        defer { close(descriptor) }
        // EINVAL: a file system that cannot do this for folders.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("\(path) cannot be written") }
    }

    /// Removes a database file with all that SQLite may have put beside it; what is not there is no fault.
    static func removeDatabase(_ path: String) {
        for suffix in ["", "-journal", "-wal", "-shm"] { unsafe unlink(path + suffix) }
    }

    private static func newFile(_ path: String) throws(ServerError) -> Int32 {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("\(path) cannot be made") }
        return descriptor
    }

    private static func failure(_ what: String) -> ServerError {
        ServerError(.backup, "\(what): \(unsafe String(cString: strerror(errno))).")
    }
}
#endif
