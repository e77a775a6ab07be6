/// The meaning of a JSON text's inside, which a ``JSONReader`` has found to be well formed.
enum JSONText {
    /// The UTF-8 bytes that the inside of a JSON text stands for.
    static func unescape(_ inside: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(inside.count)
        var index = 0
        while index < inside.count {
            let byte = inside[index]
            guard byte == UInt8(ascii: "\\"), index + 1 < inside.count else {
                bytes.append(byte)
                index += 1
                continue
            }
            switch inside[index + 1] {
            case UInt8(ascii: "b"): bytes.append(0x08)
            case UInt8(ascii: "f"): bytes.append(0x0C)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = codeUnit(inside, at: index + 2)
                if scalar & 0xFC00 == 0xD800 {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + codeUnit(inside, at: index + 8) & 0x3FF
                    index += 6
                }
                if let scalar = Unicode.Scalar(scalar) { bytes.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
                index += 4
            case let other: bytes.append(other)
            }
            index += 2
        }
        return bytes
    }

    /// The text that the inside of a JSON text stands for.
    static func string(_ inside: Span<UInt8>) -> String {
        if hasEscape(inside) { return String(decoding: unescape(inside), as: UTF8.self) }
        return unsafe inside.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// Whether there is an escape in the inside of a JSON text.
    static func hasEscape(_ inside: Span<UInt8>) -> Bool {
        var index = 0
        while index < inside.count, inside[index] != UInt8(ascii: "\\") { index += 1 }
        return index < inside.count
    }

    /// Whether the inside of a JSON text stands for exactly these bytes.
    static func equals(_ inside: Span<UInt8>, _ text: StaticString) -> Bool {
        text.withSpan { equals(inside, $0) }
    }

    /// Whether the inside of a JSON text stands for exactly this text's bytes.
    static func equals(_ inside: Span<UInt8>, _ text: String) -> Bool { equals(inside, text.utf8.span) }

    @inline(__always)
    private static func equals(_ inside: Span<UInt8>, _ expected: Span<UInt8>) -> Bool {
        if inside.count == expected.count {
            // A backslash never stands for itself, so an inside of the same length that has one means something shorter.
            var index = 0
            while index + JSONWord.byteCount <= expected.count {
                let word = JSONWord.load(inside, at: index)
                if word != JSONWord.load(expected, at: index) || JSONWord.hasBackslash(word) { return false }
                index += JSONWord.byteCount
            }
            while index < expected.count, inside[index] == expected[index], inside[index] != UInt8(ascii: "\\") {
                index += 1
            }
            return index == expected.count
        }
        // Only an escape can make a longer text mean a shorter one.
        guard inside.count > expected.count, hasEscape(inside) else { return false }
        let meaning = unescape(inside)
        return meaning.count == expected.count && expected.indices.allSatisfy { meaning[$0] == expected[$0] }
    }

    /// The value of four hexadecimal digits, or of none where they are missing.
    static func codeUnit(_ bytes: Span<UInt8>, at start: Int) -> UInt32 {
        guard start >= 0, start + 4 <= bytes.count else { return 0xFFFF_FFFF }
        var value: UInt32 = 0
        for index in start..<(start + 4) {
            switch bytes[index] {
            case let digit where digit >= UInt8(ascii: "0") && digit <= UInt8(ascii: "9"):
                value = value << 4 | UInt32(digit - UInt8(ascii: "0"))
            case let digit where digit >= UInt8(ascii: "a") && digit <= UInt8(ascii: "f"):
                value = value << 4 | UInt32(digit - UInt8(ascii: "a") + 10)
            case let digit where digit >= UInt8(ascii: "A") && digit <= UInt8(ascii: "F"):
                value = value << 4 | UInt32(digit - UInt8(ascii: "A") + 10)
            default:
                return 0xFFFF_FFFF
            }
        }
        return value
    }
}
