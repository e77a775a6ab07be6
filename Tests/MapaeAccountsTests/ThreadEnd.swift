#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Tells when a thread ends, through the destructor of a thread-local value.
enum ThreadEnd {
    private final class Box: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    /// Calls `body` when the calling thread ends.
    static func call(_ body: @escaping @Sendable () -> Void) {
        var key = pthread_key_t()
        unsafe pthread_key_create(&key) { value in
            #if canImport(Darwin)
            unsafe Unmanaged<Box>.fromOpaque(value).takeRetainedValue().body()
            #else
            if let value = unsafe value { unsafe Unmanaged<Box>.fromOpaque(value).takeRetainedValue().body() }
            #endif
        }
        unsafe pthread_setspecific(key, Unmanaged.passRetained(Box(body)).toOpaque())
    }
}
