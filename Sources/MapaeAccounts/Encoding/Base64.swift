import MapaeJOSE

/// Base64 without padding in the alphabet of PHC strings, `+` and `/`, strictly: one text for each sequence of bytes.
///
/// It is base64url with two other letters, so the strict reader of tokens reads this too.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: Base64URL.encode(bytes).utf8.map(swap), as: UTF8.self)
    }

    /// Returns `nil` for padding, any byte outside the alphabet, an impossible length and stray bits at the end.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        Base64URL.decode(String(decoding: text.map(swap), as: UTF8.self))
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
