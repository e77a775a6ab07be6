#if Server
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How many files, and so connections, this process may have open.
enum FileLimit {
    /// Raises the limit as far as it may be and is needed, and tells how many connections it leaves room for.
    /// - Parameter wanted: How many connections are wanted.
    static func connections(wanted: Int) -> Int {
        var limit = rlimit()
        #if canImport(Glibc)
        let resource = RLIMIT_NOFILE.rawValue
        #else
        let resource = RLIMIT_NOFILE
        #endif
        guard unsafe getrlimit(.init(resource), &limit) == 0 else { return wanted }
        let needed = rlim_t(clamping: wanted + reserve)
        if limit.rlim_cur < needed {
            var raised = limit
            raised.rlim_cur = min(needed, limit.rlim_max)
            if unsafe setrlimit(.init(resource), &raised) == 0 { limit = raised }
        }
        return connections(wanted: wanted, files: Int(clamping: limit.rlim_cur))
    }

    /// The database, the log and what else is opened must find room beside the connections.
    static func connections(wanted: Int, files: Int) -> Int { max(1, min(wanted, files - min(reserve, files / 2))) }

    private static let reserve = 128
}
#endif
