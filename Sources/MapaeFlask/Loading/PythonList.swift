/// Texts written as Python writes a list or a tuple of them: `['headers', "cookies"]`, `('headers',)`.
enum PythonList {
    /// Nil where the text is anything else, also for prefixes such as `b''`, for numbers and for nested lists.
    static func texts(_ text: String) -> [String]? {
        var rest = Array(text.utf8)[...]
        skipSpace(&rest)
        let close: UInt8
        switch rest.popFirst() {
        case UInt8(ascii: "["): close = UInt8(ascii: "]")
        case UInt8(ascii: "("): close = UInt8(ascii: ")")
        default: return nil
        }
        var texts: [String] = []
        var hasComma = true
        while true {
            skipSpace(&rest)
            if rest.first == close { break }
            guard hasComma, let element = element(&rest) else { return nil }
            texts.append(element)
            skipSpace(&rest)
            hasComma = rest.first == UInt8(ascii: ",")
            if hasComma { rest.removeFirst() }
        }
        rest.removeFirst()
        skipSpace(&rest)
        // `('headers')` is a text in brackets, no tuple. `[,]` is nothing at all.
        let isTuple = close == UInt8(ascii: "]") || hasComma || texts.count > 1
        return rest.isEmpty && isTuple && !(texts.isEmpty && text.utf8.contains(UInt8(ascii: ","))) ? texts : nil
    }

    private static func element(_ rest: inout ArraySlice<UInt8>) -> String? {
        guard let quote = rest.popFirst(), quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == quote { return String(validating: bytes, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            // Names need no other escapes, and what is not understood is refused.
            guard let escaped = rest.popFirst(), [quote, UInt8(ascii: "\\")].contains(escaped) else { return nil }
            bytes.append(escaped)
        }
        return nil
    }

    private static func skipSpace(_ rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
}
