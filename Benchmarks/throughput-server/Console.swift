#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Prints a line at once; a pipe would keep it until the end.
func say(_ line: String) {
    print(line)
    fflush(nil)
}

/// Says why there is nothing to measure, and ends the process.
func fail(_ line: String) -> Never {
    let line = Array("\(line)\n".utf8)
    // Nothing can be done about an error here, and it is one short write.
    _ = unsafe line.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(1)
}
