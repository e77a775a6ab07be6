#if Server
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The file into which the system writes the memory of a process that dies.
package enum CoreFile {
    /// Has none written of this process: passwords, keys and tokens would be in it.
    ///
    /// Where `/proc/sys/kernel/core_pattern` names a program, it is that program that has to heed the limit.
    package static func forbid() {
        var limit = rlimit()
        #if canImport(Glibc)
        let resource = RLIMIT_CORE.rawValue
        #else
        let resource = RLIMIT_CORE
        #endif
        guard unsafe getrlimit(.init(resource), &limit) == 0 else { return }
        // The hard limit stays: who looks for a fault may raise this one with prlimit(1).
        limit.rlim_cur = 0
        _ = unsafe setrlimit(.init(resource), &limit)
    }
}
#endif
