/// The part of a URI that says where to go (RFC 3986 §3.2). User names and passwords in it are refused: they serve to
/// make one host look like another.
package struct URIAuthority {
    /// As it is written, an IPv6 literal with its brackets.
    package let host: Substring.UTF8View
    /// The digits behind the colon; `nil` without a colon.
    package let port: Substring.UTF8View?

    init?(_ bytes: Substring.UTF8View) {
        if bytes.first == UInt8(ascii: "[") {
            guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = bytes[...end]
        } else {
            host = bytes[..<(bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex)]
        }
        let rest = bytes[host.endIndex...]
        guard Self.isHost(host) else { return nil }
        guard let colon = rest.first else {
            port = nil
            return
        }
        let digits = rest.dropFirst()
        guard colon == UInt8(ascii: ":"), Self.isPort(digits) else { return nil }
        port = digits
    }

    /// 1 to 65535 in one spelling: no sign, no leading zero, nothing but ASCII digits.
    package static func isPort(_ digits: some Collection<UInt8>) -> Bool {
        guard (1...5).contains(digits.count), digits.first != UInt8(ascii: "0"), digits.allSatisfy(URIText.isDigit)
        else { return false }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 65535
    }

    /// A name of letters, digits, `-`, `_` and single dots, or what can be an IPv6 address between brackets.
    private static func isHost(_ host: Substring.UTF8View) -> Bool {
        if host.first == UInt8(ascii: "[") {
            let inside = host.dropFirst().dropLast()
            return inside.contains(UInt8(ascii: ":"))
                && inside.allSatisfy { URIText.isHexDigit($0) || ":.".utf8.contains($0) }
        }
        let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return host.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.count)
                    && label.allSatisfy { URIText.isLetter($0) || URIText.isDigit($0) || "-_".utf8.contains($0) }
            }
    }
}
