/// An `http` or `https` address without query and fragment, in the one form that all spellings of it have (RFC 3986 §6.2.2,
/// §6.2.3): the scheme and the host in lower case, no port that the scheme has anyway, no escape for what needs none, escapes in
/// upper case, no segments `.` and `..`, and a path.
package struct ComparableURI: Hashable {
    private let bytes: [UInt8]

    /// - Returns: `nil` for what is no such address.
    package init?(_ text: String) {
        guard let uri = URIText(text), let authority = uri.authority else { return nil }
        let isHTTPS = uri.hasScheme("https")
        guard isHTTPS || uri.hasScheme("http") else { return nil }
        var bytes = Array((isHTTPS ? "https://" : "http://").utf8)
        bytes += authority.host.map(Self.lowered)
        if let port = authority.port, !port.elementsEqual((isHTTPS ? "443" : "80").utf8) {
            bytes += [UInt8(ascii: ":")] + Array(port)
        }
        self.bytes = bytes + Self.withoutDots(Self.unescaped(uri.path))
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

    /// RFC 3986 §6.2.2.1, §6.2.2.2. An escape has two digits behind it: that was checked when the URI was read.
    private static func unescaped(_ path: Substring.UTF8View) -> [UInt8] {
        var plain: [UInt8] = []
        var rest = path
        while let byte = rest.first {
            let digits = byte == UInt8(ascii: "%") ? Array(rest.dropFirst().prefix(2)) : []
            guard digits.count == 2 else {
                plain.append(byte)
                rest = rest.dropFirst()
                continue
            }
            let value = digit(digits[0]) << 4 | digit(digits[1])
            if URIText.isUnreserved(value) {
                plain.append(value)
            } else {
                plain += [byte] + digits.map { (0x61...0x66).contains($0) ? $0 & 0xDF : $0 }
            }
            rest = rest.dropFirst(3)
        }
        return plain
    }

    private static func digit(_ byte: UInt8) -> UInt8 {
        URIText.isDigit(byte) ? byte - UInt8(ascii: "0") : (byte | 0x20) - UInt8(ascii: "a") + 10
    }

    /// RFC 3986 §5.2.4.
    private static func withoutDots(_ path: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        var segments: [ArraySlice<UInt8>] = []
        let parts = path.split(separator: slash, omittingEmptySubsequences: false).dropFirst()
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            switch part {
            case let part where part.elementsEqual(".".utf8): if isLast { segments.append([]) }
            case let part where part.elementsEqual("..".utf8):
                _ = segments.popLast()
                if isLast { segments.append([]) }
            default: segments.append(part)
            }
        }
        return segments.isEmpty ? [slash] : segments.flatMap { [slash] + $0 }
    }
}
