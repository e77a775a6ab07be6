import MapaeOAuth
import Testing

/// A text for a table of cases: Swift Testing would tell equal texts apart by their characters, not by their bytes, and
/// a large one should not fill the output.
struct Sample: Sendable, ExpressibleByStringLiteral, CustomTestStringConvertible {
    let text: String

    init(_ text: String) { self.text = text }
    init(stringLiteral value: String) { text = value }

    static func repeated(_ text: String, _ count: Int) -> Sample { Sample(String(repeating: text, count: count)) }

    var testDescription: String {
        let escaped = text.unicodeScalars.prefix(80).map { $0.escaped(asASCII: true) }.joined()
        return text.utf8.count <= 80 ? escaped : "\(escaped)… (\(text.utf8.count) bytes)"
    }
}

extension Parameters {
    /// The parameters of a request, `resource` being repeatable.
    init(_ text: String) throws {
        try self.init(parsing: text.utf8, repeatable: ["resource"])
    }
}
