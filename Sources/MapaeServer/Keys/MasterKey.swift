#if Server
import Crypto
import Foundation
import MapaeJOSE

/// The key that seals the signing keys in the database, kept apart from it: a copy of the database signs nothing.
struct MasterKey: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    private static let byteCount = 32

    /// Compared in constant time.
    let key: SymmetricKey

    /// A key of one's own, for what is kept in memory alone.
    static func random() -> MasterKey { MasterKey(key: SymmetricKey(data: RandomBytes.make(byteCount))) }

    /// Reads the file, or makes it while there is nothing yet that another key has sealed.
    /// - Parameters:
    ///   - path: The file.
    ///   - mayCreate: Whether a new one may be made.
    /// - Throws: ``ServerError`` `master_key`.
    static func load(_ path: String, mayCreate: Bool) throws(ServerError) -> MasterKey {
        if let existing = try read(path) { return existing }
        guard mayCreate else {
            throw ServerError(
                .masterKey,
                "\(path) is missing, and without it the signing keys in the database cannot be opened: restore the file."
            )
        }
        try create(path)
        guard let created = try read(path) else {
            throw ServerError(.masterKey, "\(path) was made and is gone: is another program deleting files there?")
        }
        return created
    }

    /// Reads a file.
    /// - Returns: `nil` where there is none.
    /// - Throws: ``ServerError`` `master_key` for a file that others can read, or that holds something else.
    static func read(_ path: String) throws(ServerError) -> MasterKey? {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return nil }
        guard let mode = (try? files.attributesOfItem(atPath: path))?[.posixPermissions] as? NSNumber,
            mode.intValue & 0o077 == 0
        else {
            throw ServerError(
                .masterKey, "Others can read \(path): run 'chmod 600 \(path)', and change the keys if they did.")
        }
        guard let data = files.contents(atPath: path) else {
            throw ServerError(.masterKey, "\(path) cannot be read by this user.")
        }
        let text = String(decoding: data.prefix { $0 != 0x0A }, as: UTF8.self)
        guard let key = MasterKey(text) else {
            throw ServerError(
                .masterKey, "\(path) does not hold a master key (32 bytes in base64url): restore the file.")
        }
        return key
    }

    /// Writes a new key beside the file and links it into place, which only one of several servers that start at once
    /// can do; the others then read that one's.
    private static func create(_ path: String) throws(ServerError) {
        let temporary = path + ".new-\(RandomBytes.identifier())"
        let text = Base64URL.encode(RandomBytes.make(byteCount)) + "\n"
        defer { unsafe unlink(temporary) }
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(descriptor) == 0 else { throw failure(path) }
        guard unsafe link(temporary, path) == 0 || errno == EEXIST else { throw failure(path) }
        try synchronize(folderOf: path)
    }

    /// Makes the new name durable: after a power cut the database may have the key that this file sealed.
    private static func synchronize(folderOf path: String) throws(ServerError) {
        let folder = unsafe open(URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false), O_RDONLY)
        guard folder >= 0 else { throw failure(path) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> ServerError {
        let reason = unsafe String(cString: strerror(errno))
        return ServerError(.masterKey, "\(path) cannot be written: \(reason).")
    }
}
#endif
