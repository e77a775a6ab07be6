/// Base64 in the alphabet with `+` and `/` (RFC 4648 §4), strictly: one text for each sequence of bytes.
///
/// It is base64url with two other letters, so the strict reader of tokens reads this too.
package enum Base64 {
    /// Without padding, as PHC strings have it.
    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: Base64URL.encode(bytes).utf8.map(swap), as: UTF8.self)
    }

    /// With padding, as `Basic` credentials have it (RFC 7617 §2).
    package static func encodePadded(_ bytes: [UInt8]) -> String {
        let text = encode(bytes)
        return text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    }

    /// Reads a text without padding.
    /// - Returns: `nil` for padding, any byte outside the alphabet, an impossible length and stray bits at the end.
    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        Base64URL.decode(String(decoding: text.map(swap), as: UTF8.self))
    }

    /// Reads a text with its padding, as `Basic` credentials have it (RFC 7617 §2).
    /// - Returns: `nil` for missing or needless padding, and for what ``decode(_:)`` refuses.
    package static func decodePadded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let padding = text.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return decode(text.dropLast(padding))
    }

    /// The letter of one alphabet for that of the other, both ways, so that a letter of the wrong one stays wrong.
    private static func swap(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "-"): UInt8(ascii: "+")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        case UInt8(ascii: "_"): UInt8(ascii: "/")
        default: byte
        }
    }
}
