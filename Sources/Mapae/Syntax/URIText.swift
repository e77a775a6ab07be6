/// A URI taken apart as bytes (RFC 3986 §3), and nothing of it changed.
///
/// Browsers read more into a text than this does: a backslash as a slash, a letter in a circle as a letter. Such a text
/// is no URI here, so that nobody behind this check can understand another host than the check did.
package struct URIText {
    /// As it is written.
    package let scheme: Substring.UTF8View
    /// What stands behind `//`; `nil` without it.
    package let authority: URIAuthority?
    package let path: Substring.UTF8View
    /// What stands behind `?`; `nil` without it.
    package let query: Substring.UTF8View?
    /// Whether there is a `#`, be it with nothing behind it.
    package let hasFragment: Bool

    /// The longest URI that is looked at.
    package static let maximumBytes = 2048

    /// - Returns: `nil` for what is too long, has no scheme, a character that no URI has, an escape without two digits,
    ///   or an authority that cannot be read with certainty.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count <= Self.maximumBytes, Self.hasOnlyURICharacters(bytes) else { return nil }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(bytes[..<colon]) else { return nil }
        scheme = bytes[..<colon]
        var rest = bytes[bytes.index(after: colon)...]
        if let mark = rest.firstIndex(of: UInt8(ascii: "#")) {
            hasFragment = true
            rest = rest[..<mark]
        } else {
            hasFragment = false
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = rest[rest.index(after: mark)...]
            rest = rest[..<mark]
        } else {
            query = nil
        }
        if rest.starts(with: "//".utf8) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            guard let authority = URIAuthority(rest[..<end]) else { return nil }
            self.authority = authority
            rest = rest[end...]
        } else {
            authority = nil
        }
        path = rest
    }

    /// Whether the scheme is this one, in any case (RFC 3986 §3.1).
    package func hasScheme(_ name: String) -> Bool { scheme.map { $0 | 0x20 }.elementsEqual(name.utf8) }

    /// Whether a path has a segment `.` or `..`, be it escaped: browsers resolve it, and would show another path than
    /// was registered.
    package var hasDotSegments: Bool {
        path.split(separator: UInt8(ascii: "/")).contains { segment in
            let plain = Self.withPlainDots(segment)
            return plain.elementsEqual(".".utf8) || plain.elementsEqual("..".utf8)
        }
    }

    private static func withPlainDots(_ segment: Substring.UTF8View) -> [UInt8] {
        var plain: [UInt8] = []
        var rest = segment
        while let byte = rest.first {
            let escape = rest.prefix(3)
            if escape.elementsEqual("%2e".utf8) || escape.elementsEqual("%2E".utf8) {
                plain.append(UInt8(ascii: "."))
                rest = rest.dropFirst(3)
            } else {
                plain.append(byte)
                rest = rest.dropFirst()
            }
        }
        return plain
    }

    /// ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) (RFC 3986 §3.1).
    private static func isScheme(_ bytes: Substring.UTF8View) -> Bool {
        guard let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) }
    }

    /// Whether there is nothing but what RFC 3986 §2 allows, brackets at the place of a host only being checked there.
    private static func hasOnlyURICharacters(_ bytes: String.UTF8View) -> Bool {
        var rest = bytes.makeIterator()
        while let byte = rest.next() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.next(), let low = rest.next(), isHexDigit(high), isHexDigit(low) else {
                    return false
                }
            } else if !isUnreserved(byte) && !":/?#[]@!$&'()*+,;=".utf8.contains(byte) {
                return false
            }
        }
        return true
    }

    package static func isUnreserved(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || "-._~".utf8.contains(byte)
    }
    package static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
    package static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    package static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }
}
