/// Names and values as forms and query strings write them (WHATWG URL §5.1).
enum FormPairs {
    /// The first value of a name.
    /// - Parameters:
    ///   - name: The name, compared byte by byte when it has been decoded.
    ///   - text: Pairs with `&` between them.
    static func firstValue(of name: String, in text: some Collection<UInt8>) -> String? {
        for pair in text.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard decode(parts[0]).elementsEqual(name.utf8) else { continue }
            guard parts.count == 2 else { return "" }
            // What is no UTF-8 stays as it was sent, and never becomes a text that it was not.
            return String(validating: decode(parts[1]), as: UTF8.self) ?? String(decoding: parts[1], as: UTF8.self)
        }
        return nil
    }

    /// The bytes that a part stands for. A percent sign that begins no escape stands for itself.
    private static func decode(_ part: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(part.count)
        var rest = part[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(digit),
                let low = rest.dropFirst().first.flatMap(digit)
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
