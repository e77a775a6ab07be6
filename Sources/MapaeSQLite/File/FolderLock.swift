#if Server
package import MapaeStore
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A hold on the folder of a database: every process that has the database open shares it, and whoever puts another database
/// in its place has it alone.
///
/// SQLite's own locks cannot do this: they are on the file that is replaced. This one (`flock` on the folder) leaves no file
/// behind, and ends with its process.
package final class FolderLock: Sendable {
    /// Who else may hold it.
    package enum Kind: Sendable {
        case shared
        case exclusive
    }

    private let descriptor: Mutex<Int32?>

    private init(_ descriptor: Int32) {
        self.descriptor = Mutex(descriptor)
    }

    deinit { release() }

    /// Takes the hold, or fails at once.
    /// - Parameters:
    ///   - kind: Who else may hold it.
    ///   - folder: The folder, which exists.
    /// - Throws: `busy` when somebody is in the way, `unwritable`, `failed`.
    package static func take(_ kind: Kind, on folder: String) throws(StoreError) -> FolderLock {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw StoreError(.unwritable, "\(folder): \(reason). The folder must exist and be readable by this user")
        }
        let lock = FolderLock(descriptor)
        while flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK:
                throw StoreError(
                    .busy,
                    kind == .shared
                        ? "\(folder): its database is being replaced by a backup"
                        : "\(folder): a server or another command uses its database")
            // A file system that knows no such locks. Who only uses the database can go on without.
            default:
                if kind == .shared { return lock }
                let reason = unsafe String(cString: strerror(errno))
                throw StoreError(.failed, "\(folder): the folder cannot be locked: \(reason)")
            }
        }
        return lock
    }

    /// Lets go. Nothing happens the second time.
    package func release() {
        guard let held = descriptor.withLock({ $0.take() }) else { return }
        // Closing alone would not do while another process is being started: until that has begun, it has the same open folder.
        _ = flock(held, LOCK_UN)
        close(held)
    }
}
#endif
