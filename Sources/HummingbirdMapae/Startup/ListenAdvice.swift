package import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What to do when an address cannot be listened on.
package enum ListenAdvice {
    package static let unknownHost = "No such address is known: choose one of this machine, such as 127.0.0.1."

    package static func text(for error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE: "The port is in use: stop the program that listens there, or choose another port."
        case EACCES: "This user may not listen there: choose a port above 1023."
        case EADDRNOTAVAIL: "This is no address of this machine: choose another, such as 127.0.0.1."
        default: "The server cannot listen: \(error)"
        }
    }
}
