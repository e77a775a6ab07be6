/// Reads `name=value&…`: queries and forms (WHATWG URL, application/x-www-form-urlencoded), as bytes and strictly.
package enum FormText {
    /// The most pairs that are looked at.
    private static let maximumPairs = 1000

    /// The values of a name, decoded, in their order.
    /// - Returns: `nil` when the text cannot be read with certainty: a bad escape in a pair of this name, bytes that are not
    ///   UTF-8, or too many pairs.
    package static func values(of name: String, in text: some Collection<UInt8>) -> [String]? {
        var values: [String] = []
        var pairs = 0
        for pair in text.split(separator: UInt8(ascii: "&")) {
            pairs += 1
            guard pairs <= maximumPairs else { return nil }
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = decoded(parts[0]) else { continue }
            guard key.elementsEqual(name.utf8) else { continue }
            guard parts.count == 2 else {
                values.append("")
                continue
            }
            guard let bytes = decoded(parts[1]), let value = String(validating: bytes, as: UTF8.self) else {
                return nil
            }
            values.append(value)
        }
        return values
    }

    /// The query of a request's target: what stands behind the first `?`.
    package static func query(of path: String?) -> Substring.UTF8View {
        guard let path, let mark = path.utf8.firstIndex(of: UInt8(ascii: "?")) else { return Substring().utf8 }
        return path[path.utf8.index(after: mark)...].utf8
    }

    /// Without `%XX` and with `+` as space; `nil` for a `%` without two hexadecimal digits.
    package static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(0x20)
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
