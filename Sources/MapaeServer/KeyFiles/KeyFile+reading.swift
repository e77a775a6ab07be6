#if Server
import Foundation
public import MapaeJOSE

extension KeyFile {
    /// Reads the keys of a file.
    /// - Parameters:
    ///   - path: The file; a pipe is one too.
    ///   - algorithm: What a key is for that does not say it itself.
    /// - Throws: ``ServerError`` `key_file`: missing, a folder, unreadable, too large, no text, or no key.
    public init(path: String, algorithm: JWSAlgorithm? = nil) throws(ServerError) {
        let bytes = try Self.bytes(of: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ServerError(
                .keyFile,
                "\(path) is not text: a key is PEM or JSON. DER becomes PEM with: openssl pkey -inform DER -in '\(path)'"
            )
        }
        try self.init(text, name: path, algorithm: algorithm)
    }

    private static func bytes(of path: String) throws(ServerError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw ServerError(.keyFile, "\(path) is a folder: name a file with a key.")
        }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
            // A file that never ends, such as a device, must not fill the memory.
            guard bytes.count <= maximumBytes else {
                throw ServerError(.keyFile, "\(path) is too large for a file of keys: at most 512 KiB are read.")
            }
        }
    }

    private static func failure(_ path: String) -> ServerError {
        let reason = unsafe String(cString: strerror(errno))
        return ServerError(.keyFile, "\(path) cannot be read: \(reason).")
    }
}
#endif
