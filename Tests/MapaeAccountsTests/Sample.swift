import Testing

/// A text for a table of tests. Its name in the log is short and has no control characters, which texts of a million
/// bytes or with line breaks would otherwise put there.
struct Sample: Sendable, ExpressibleByStringInterpolation, CustomTestStringConvertible {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    init(stringLiteral text: String) {
        self.text = text
    }

    var testDescription: String {
        let start = text.unicodeScalars.prefix(80).map { $0.escaped(asASCII: true) }.joined()
        return start.isEmpty ? "(empty)" : "\(start) (\(text.utf8.count) bytes)"
    }

    static func repeated(_ text: String, _ count: Int) -> Self { Self(String(repeating: text, count: count)) }
}
