#if RemoteKeys
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The address of a host, as its 4 or 16 bytes in network order.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    private init(version4 bytes: [UInt8]) { self.bytes = bytes }

    /// `0.0.0.0`, which is no host.
    package static let unspecified = IPAddress(version4: [0, 0, 0, 0])

    /// Reads an address in its usual spelling: four decimal numbers without leading zeros, or RFC 4291 §2.2 without a zone.
    ///
    /// What `inet_aton` also takes (`127.1`, `0x7f.0.0.1`, `2130706433`) is no address here, and no name either, so that
    /// nobody behind this check can understand another host than the check did.
    package init?(_ text: some StringProtocol) {
        let text = String(text)
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard let bytes = Self.version6(text) else { return nil }
            self.bytes = bytes
        } else {
            let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            let numbers = parts.compactMap(Self.octet)
            guard parts.count == 4, numbers.count == 4 else { return nil }
            self.bytes = numbers
        }
    }

    private static func octet(_ digits: Substring.UTF8View) -> UInt8? {
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            digits.count == 1 || digits.first != UInt8(ascii: "0")
        else { return nil }
        return UInt8(String(Substring(digits)))
    }

    private static func version6(_ text: String) -> [UInt8]? {
        guard !text.utf8.contains(0) else { return nil }
        var address = in6_addr()
        guard unsafe inet_pton(AF_INET6, text, &address) == 1 else { return nil }
        return unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }
    }

    /// The usual spelling; every one of IPv6's eight groups is written, as nothing here needs it short.
    package var description: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }.joined(separator: ":")
    }
}
#endif
