/// The comparison of a `typ` value (RFC 7515 §4.1.9): ASCII case does not matter, `application/` may be left out when no
/// other slash follows.
enum MediaTypeName {
    static func matches(_ inside: Span<UInt8>, _ name: StaticString) -> Bool {
        let prefix: StaticString = "application/"
        return name.withSpan { expected in
            if equalsIgnoringCase(inside, expected) { return true }
            guard inside.count == prefix.utf8CodeUnitCount + expected.count else { return false }
            return prefix.withSpan { equalsIgnoringCase(inside.extracting(first: $0.count), $0) }
                && equalsIgnoringCase(inside.extracting(droppingFirst: prefix.utf8CodeUnitCount), expected)
        }
    }

    /// `lower` must be lower case. Only A-Z fold: Unicode folding would let a Kelvin sign pass for a K.
    private static func equalsIgnoringCase(_ text: Span<UInt8>, _ lower: Span<UInt8>) -> Bool {
        guard text.count == lower.count else { return false }
        for index in 0..<lower.count {
            let byte = text[index]
            let folded = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
            guard folded == lower[index] else { return false }
        }
        return true
    }
}
