#if Server
import Foundation

/// Writes a file that must not exist yet: a key that is overwritten is lost.
public enum NewFile {
    /// Writes the file.
    /// - Parameters:
    ///   - text: What it will hold.
    ///   - path: Where it will be.
    ///   - isSecret: Whether this user alone may read it.
    /// - Throws: ``ServerError`` `key_file`; then there is no file, unless there was one before.
    public static func write(_ text: String, to path: String, isSecret: Bool) throws(ServerError) {
        // Created with its rights: between making a file and closing it to others, others could open it.
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isSecret ? 0o600 : 0o644)
        guard descriptor >= 0 else {
            if errno == EEXIST {
                throw ServerError(
                    .keyFile, "\(path) exists already and is left as it is: name another file, or remove it first.")
            }
            throw failure(path)
        }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                let error = failure(path)
                unsafe unlink(path)
                throw error
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 || errno == EINVAL else {
            let error = failure(path)
            unsafe unlink(path)
            throw error
        }
    }

    private static func failure(_ path: String) -> ServerError {
        let reason = unsafe String(cString: strerror(errno))
        return ServerError(.keyFile, "\(path) cannot be written: \(reason).")
    }
}
#endif
