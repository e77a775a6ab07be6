#if Server
import MapaeStore
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The file before SQLite sees it: that it exists, and that nobody else can look into it.
enum SQLiteFile {
    /// Read and write for the group and for others.
    private static let strangers: mode_t = 0o066

    /// One preparation at a time in this process. Closing any descriptor of a file drops all POSIX locks that the process
    /// holds on it, so no pool may get hold of the file while its creator still has it open.
    /// See https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    private static let preparing = Mutex(())

    /// Creates the file with the mode 0600 if there is none; SQLite gives its `-wal` and `-shm` the same mode.
    /// - Returns: The absolute path without symbolic links, where those two files will be.
    /// - Throws: `unwritable`, `full` or `failed`.
    static func prepare(_ path: String) throws(StoreError) -> String {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw StoreError(.unwritable, "the path of the database is empty or holds a NUL")
        }
        return try preparing.withLock { _ throws(StoreError) in
            try createIfAbsent(path)
            let file = try resolve(path)
            for path in [file, file + "-wal", file + "-shm"] { try checkMode(path) }
            guard unsafe access(file, R_OK | W_OK) == 0 else { throw failure(errno, file) }
            return file
        }
    }

    /// The folder in which a file is or is to be; of a symbolic link, that in which its target is.
    static func folder(of path: String) -> String {
        let file: String
        if let resolved = unsafe realpath(path, nil) {
            defer { unsafe free(resolved) }
            file = unsafe String(cString: resolved)
        } else {
            file = path
        }
        guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// Waits before an opening is tried again, for 20 ms.
    static func pause() {
        usleep(20_000)
    }

    /// Never opens a file that is there, because of the locks.
    private static func createIfAbsent(_ path: String) throws(StoreError) {
        let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw failure(errno, path)
        }
    }

    private static func resolve(_ path: String) throws(StoreError) -> String {
        guard let resolved = unsafe realpath(path, nil) else { throw failure(errno, path) }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    private static func checkMode(_ path: String) throws(StoreError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else {
            // A -wal or -shm file that is not there, or is gone by now because another process closed the database.
            if errno == ENOENT { return }
            throw failure(errno, path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(.unwritable, "\(path): not a regular file")
        }
        guard status.st_mode & strangers == 0 else {
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw StoreError(
                .unwritable, "\(path): its mode \(mode) lets other users read or write it. Run: chmod 600 '\(path)'"
            )
        }
    }

    private static func failure(_ number: Int32, _ path: String) -> StoreError {
        let reason = unsafe String(cString: strerror(number))
        return switch number {
        case ENOSPC, EDQUOT: StoreError(.full, "\(path): \(reason)")
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG:
            StoreError(.unwritable, "\(path): \(reason). The folder must exist and be writable by this user")
        default: StoreError(.failed, "\(path): \(reason)")
        }
    }
}
#endif
