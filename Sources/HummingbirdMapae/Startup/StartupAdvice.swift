import Hummingbird
import Mapae
import MapaeJOSE
import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Why a server did not start, in a line or two that say what to do: for the end of a `main`.
///
/// ```swift
/// do {
///     …
///     try await Application(router: router).runService()
/// } catch {
///     StartupAdvice(error).exit()
/// }
/// ```
///
/// Without it Swift answers a thrown error with "Fatal error", a trap and a page of backtrace.
public struct StartupAdvice: Sendable, CustomStringConvertible {
    /// The lines.
    public let description: String

    /// Finds the advice for an error.
    /// - Parameter error: What the start threw.
    public init(_ error: any Error) {
        switch error {
        case let error as Environment.Error where error == .variableDoesNotExist:
            let name = Self.quoted(error.message) ?? "NAME"
            description = "Set \(name) first." + Self.making(name)
        case let error as JOSEError:
            description = error.explanation
        case let error as PolicyError:
            description = error.description
        case let error as IOError:
            description = ListenAdvice.text(for: error)
        case is SocketAddressError.UnknownHost:
            description = ListenAdvice.unknownHost
        default:
            description = "The server did not start: \(error)"
        }
    }

    /// How what belongs into a variable is made, as far as its name tells.
    private static func making(_ name: String) -> String {
        guard name.utf8.suffix(4).elementsEqual("_PEM".utf8) else {
            return #" A good secret is made like this: export \#(name)="$(openssl rand -base64 48)""#
        }
        // A key pair is no random text; and what somebody else has published is not made here.
        let isPublic = ["PUBLIC", "CERT"].contains { name.utf8.firstRange(of: $0.utf8) != nil }
        if isPublic { return " It is a text in PEM, from whoever holds the private key." }
        return #" A good key is made like this: export \#(name)="$(openssl genrsa 3072)""#
    }

    /// What stands between single quotes in a message: Hummingbird names the missing variable so.
    private static func quoted(_ message: String?) -> String? {
        let parts = message?.utf8.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false) ?? []
        return parts.count == 3 ? String(Substring(parts[1])) : nil
    }

    /// Prints the advice on standard error and ends the process with code 1.
    public func exit() -> Never {
        let line = Array("error: \(description)\n".utf8)
        unsafe line.withUnsafeBytes { bytes in _ = unsafe write(2, bytes.baseAddress, bytes.count) }
        #if canImport(Glibc)
        Glibc.exit(1)
        #elseif canImport(Musl)
        Musl.exit(1)
        #else
        Darwin.exit(1)
        #endif
    }
}
