/// The comparison of a `typ` value (RFC 7515 §4.1.9): ASCII case does not matter, `application/` may be left out when no
/// other slash follows.
enum MediaTypeName {
    /// - Parameters:
    ///   - inside: The inside of a JSON text, in which `J\u0057T` means `JWT`.
    ///   - name: The type in lower case, without `application/`.
    static func matches(_ inside: Span<UInt8>, _ name: StaticString) -> Bool {
        // No name has a backslash, so what equals one as it stands has no escapes.
        if isSame(inside, name) { return true }
        guard JSONText.hasEscape(inside) else { return false }
        return isSame(JSONText.unescape(inside).span, name)
    }

    private static func isSame(_ text: Span<UInt8>, _ name: StaticString) -> Bool {
        let prefix: StaticString = "application/"
        return name.withSpan { expected in
            if equalsIgnoringCase(text, expected) { return true }
            guard text.count == prefix.utf8CodeUnitCount + expected.count else { return false }
            return prefix.withSpan { equalsIgnoringCase(text.extracting(first: $0.count), $0) }
                && equalsIgnoringCase(text.extracting(droppingFirst: prefix.utf8CodeUnitCount), expected)
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
