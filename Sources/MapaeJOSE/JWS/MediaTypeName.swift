/// The comparison of a `typ` value (RFC 7515 §4.1.9): ASCII case does not matter, `application/` may be left out when no
/// other slash follows.
enum MediaTypeName {
    static func matches(_ inside: Span<UInt8>, _ name: StaticString) -> Bool { name.withSpan { matches(inside, $0) } }

    /// - Parameters:
    ///   - inside: The inside of a JSON text.
    ///   - expected: The type in lower case, without `application/`.
    static func matches(_ inside: Span<UInt8>, _ expected: Span<UInt8>) -> Bool {
        if equalsIgnoringCase(inside, expected) { return true }
        // Some writers of JSON escape each slash.
        if JSONText.hasEscape(inside) { return meansSame(JSONText.unescape(inside).span, expected) }
        return meansSame(inside, expected)
    }

    private static func meansSame(_ text: Span<UInt8>, _ expected: Span<UInt8>) -> Bool {
        if equalsIgnoringCase(text, expected) { return true }
        let prefix: StaticString = "application/"
        guard text.count == prefix.utf8CodeUnitCount + expected.count else { return false }
        // Only what has no slash of its own was written without `application/`.
        for index in 0..<expected.count where expected[index] == UInt8(ascii: "/") { return false }
        return prefix.withSpan { equalsIgnoringCase(text.extracting(first: $0.count), $0) }
            && equalsIgnoringCase(text.extracting(droppingFirst: prefix.utf8CodeUnitCount), expected)
    }

    /// A byte with A-Z in lower case. Unicode folding would let a Kelvin sign pass for a K.
    static func folded(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    /// RFC 6838 §4.2: a letter or digit, then at most 126 letters, digits and marks.
    static func isRestrictedName(_ name: ArraySlice<UInt8>) -> Bool {
        guard (1...127).contains(name.count), let first = name.first, isAlphanumeric(first) else { return false }
        return name.allSatisfy { isAlphanumeric($0) || "!#$&-^_.+".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(folded(byte))
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// `lower` must be lower case.
    private static func equalsIgnoringCase(_ text: Span<UInt8>, _ lower: Span<UInt8>) -> Bool {
        guard text.count == lower.count else { return false }
        for index in 0..<lower.count where folded(text[index]) != lower[index] { return false }
        return true
    }
}
