#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What must hold for every input. A property that does not ends the process, which is how libFuzzer is told.
package enum Property {
    package static func check(_ holds: Bool, _ what: StaticString) {
        if holds { return }
        violated(what)
    }

    /// The value, which a property says must exist.
    package static func require<Value>(_ what: StaticString, _ value: () throws -> Value) -> Value {
        do { return try value() } catch { violated(what) }
    }

    private static func violated(_ what: StaticString) -> Never {
        // A release build's own traps say nothing of what was wrong. Nothing can be done if the write fails.
        let line = Array("PROPERTY VIOLATED: \(what)\n".utf8)
        _ = unsafe line.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
        abort()
    }
}
