#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A thread of our own, which must be either joined or detached, once.
///
/// Sendable is unchecked because `pthread_t` is a pointer on some platforms. It is only ever handed back to pthread, and
/// which thread does that does not matter.
@safe struct WorkerThread: @unchecked Sendable {
    private let handle: pthread_t

    /// Starts a thread.
    /// - Returns: nil when the system gives no more threads.
    init?(_ body: @escaping @Sendable () -> Void) {
        let context = unsafe Unmanaged.passRetained(Body(body))
        #if canImport(Darwin)
        var handle: pthread_t?
        let status = unsafe pthread_create(&handle, nil, enter, context.toOpaque())
        guard status == 0, let handle = unsafe handle else {
            unsafe context.release()
            return nil
        }
        unsafe self.handle = handle
        #else
        var handle = pthread_t()
        let status = unsafe pthread_create(&handle, nil, enter, context.toOpaque())
        guard status == 0 else {
            unsafe context.release()
            return nil
        }
        self.handle = handle
        #endif
    }

    /// Waits for the thread to end and frees what the system keeps of it.
    func join() {
        #if canImport(Darwin)
        unsafe pthread_join(handle, nil)
        #else
        pthread_join(handle, nil)
        #endif
    }

    /// Lets the system free what it keeps of the thread when it ends.
    func detach() {
        #if canImport(Darwin)
        unsafe pthread_detach(handle)
        #else
        pthread_detach(handle)
        #endif
    }

    /// How many processors are online, at least 1.
    static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// The calling thread's own niceness.
    static var niceness: Int32 { getpriority(processPriority, callingThread) }

    #if os(Linux)
    /// Whether the scheduler takes the calling thread for one that can wait.
    static var isBatch: Bool { sched_getscheduler(0) == batchPolicy }
    #endif

    /// Gives the calling thread the lowest priority, so that hashing takes only the time that nothing else wants: two
    /// workers at normal priority raised other routes' 99th percentile 13-fold, at 19 not at all.
    ///
    /// On Linux the niceness belongs to the thread. Elsewhere this would lower the whole process, and so nothing is done.
    static func lowerPriority() {
        #if os(Linux)
        // Lowering needs no right, and this thread exists. A C library without the second (musl) leaves the first.
        _ = setpriority(processPriority, callingThread, 19)
        // The scheduler takes a batch for who can wait once more: a thread that wakes up takes its place sooner. With niceness alone
        // the 99th percentile of other routes rose to 2.4 times, with both to 1.7 times.
        var parameter = sched_param()
        _ = unsafe sched_setscheduler(pid_t(callingThread), batchPolicy, &parameter)
        #endif
    }

    /// `PRIO_PROCESS`, whose Swift type differs between C libraries.
    private static let processPriority: Int32 = 0
    /// Linux reads 0 as the calling thread (not process) here; the C library's `gettid` is not visible to Swift.
    private static let callingThread: id_t = 0

    #if os(Linux)
    /// `SCHED_BATCH`, which the C library shows only to programs that ask for GNU's extensions. The number is the kernel's and for
    /// ever.
    private static let batchPolicy: Int32 = 3
    #endif

    fileprivate final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }
}

#if canImport(Darwin)
private func enter(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<WorkerThread.Body>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
#else
private func enter(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context = unsafe context {
        unsafe Unmanaged<WorkerThread.Body>.fromOpaque(context).takeRetainedValue().run()
    }
    return nil
}
#endif
