#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A value behind a lock, and a way to sleep until it changes.
///
/// `Mutex` of the standard library has no condition to wait on, and `NSCondition` would bring Foundation.
///
/// Sendable is unchecked because the compiler cannot see what holds here: `state` is read and written only between
/// `pthread_mutex_lock` and `pthread_mutex_unlock` of `mutex`, and the two pointers never change and are freed in
/// `deinit`, when no one else can have this object.
@safe final class Monitor<State>: @unchecked Sendable {
    // On the heap: pthread objects must not move, and a stored property has no address of its own in Swift.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var state: State

    init(_ state: State) {
        self.state = state
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe mutex.initialize(to: pthread_mutex_t())
        unsafe condition.initialize(to: pthread_cond_t())
        let status = unsafe (pthread_mutex_init(mutex, nil), pthread_cond_init(condition, nil))
        precondition(status == (0, 0), "the system gives no mutex")
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Runs `body` alone. It must not call back into this monitor.
    func withLock<Value, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Blocks this thread until `body` returns a value: for workers only, never for a task.
    func wait<Value>(for body: (inout State) -> Value?) -> Value {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let value = body(&state) { return value }
            unsafe pthread_cond_wait(condition, mutex)
        }
    }

    /// Wakes one that waits.
    func wakeOne() {
        unsafe pthread_cond_signal(condition)
    }

    /// Wakes all that wait.
    func wakeAll() {
        unsafe pthread_cond_broadcast(condition)
    }
}
