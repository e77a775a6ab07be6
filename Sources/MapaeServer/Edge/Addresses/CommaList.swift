#if Server
/// Lists with commas between their parts, as header fields and settings have them (RFC 9110 §5.6.1).
enum CommaList {
    /// The parts without the blanks around them, empty ones too.
    static func parts(_ text: String) -> [Substring] {
        text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(trimmed)
    }

    /// A text without spaces and tabs at its ends.
    static func trimmed(_ text: Substring.UTF8View) -> Substring {
        var rest = text
        while let byte = rest.first, isBlank(byte) { rest.removeFirst() }
        while let byte = rest.last, isBlank(byte) { rest.removeLast() }
        return Substring(rest)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
#endif
