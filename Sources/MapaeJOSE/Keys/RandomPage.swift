#if os(Linux)
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A page of memory with a portion of random bytes.
///
/// A child process that shared a portion with its parent would give the same identifiers. So this is memory that the kernel
/// hands to a child filled with zeros, which read as "nothing left". Two virtual machines that go on from one snapshot of
/// memory would share what is left of a portion; nothing in the process can tell that.
@safe
final class RandomPage: Sendable {
    /// Sixteen identifiers, and the most that `getentropy` gives at once.
    private static let portion = 256

    /// A count of bytes that are left, then the bytes.
    private let start: Mutex<UnsafeMutableRawPointer>

    /// Fails where the kernel cannot wipe memory of a child (before Linux 4.14).
    init?() {
        let size = Int(sysconf(Int32(_SC_PAGESIZE)))
        guard size >= Self.portion + 8,
            let start = unsafe mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            unsafe start != MAP_FAILED
        else { return nil }
        // MADV_WIPEONFORK, which not every C library's header has.
        guard unsafe madvise(start, size, 18) == 0 else {
            unsafe munmap(start, size)
            return nil
        }
        unsafe self.start = Mutex(start)
    }

    deinit {
        unsafe start.withLock { start in _ = unsafe munmap(start, Int(sysconf(Int32(_SC_PAGESIZE)))) }
    }

    /// Two random words, or `nil` where another thread is here at the moment or the system gives no random bytes.
    ///
    /// It never waits: a child that was forked while a thread held the lock would do so for ever.
    func next() -> (UInt64, UInt64)? {
        let words = unsafe start.withLockIfAvailable { start -> (UInt64, UInt64)? in
            var left = unsafe start.load(as: Int.self)
            if left < 16 {
                guard unsafe getentropy(start + 8, Self.portion) == 0 else { return nil }
                left = Self.portion
            }
            left -= 16
            let place = unsafe start + 8 + left
            let words = unsafe (place.load(as: UInt64.self), place.load(fromByteOffset: 8, as: UInt64.self))
            unsafe place.initializeMemory(as: UInt8.self, repeating: 0, count: 16)
            unsafe start.storeBytes(of: left, as: Int.self)
            return words
        }
        return words ?? nil
    }
}
#endif
