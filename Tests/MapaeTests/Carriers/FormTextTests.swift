import Mapae
import Testing

@Suite("Queries and forms")
struct FormTextTests {
    struct Case: Sendable, CustomStringConvertible {
        let text: String
        let values: [String]?

        init(_ text: String, _ values: [String]?) {
            self.text = text
            self.values = values
        }

        var description: String { text }
    }

    @Test(arguments: [
        Case("t=abc", ["abc"]), Case("x=1&t=abc&y=2", ["abc"]), Case("t=a&t=b", ["a", "b"]), Case("", []),
        Case("t", [""]), Case("t=", [""]), Case("&&t=a&&", ["a"]), Case("T=abc", []), Case("t=a=b", ["a=b"]),
        Case("t=a+b", ["a b"]), Case("t=%41%7a", ["Az"]), Case("%74=abc", ["abc"]), Case("t=a%26b", ["a&b"]),
        Case("t=%eb%a7%88", ["마"]),
        // A name that cannot be read is not this one; a value of this name that cannot be read is no value.
        Case("%zz=1&t=a", ["a"]), Case("t=%zz", nil), Case("t=%4", nil), Case("t=%", nil), Case("t=%FF", nil),
        // S4: a mark behind the delimiter is part of what follows, S12: bytes are decoded, nothing else.
        Case("x=1&\u{301}t=a", []), Case("t=\u{301}a", ["\u{301}a"]), Case("t=%00", ["\u{0}"]),
    ])
    func `S4 S12 the values of a name are read as bytes, strictly`(_ example: Case) {
        #expect(FormText.values(of: "t", in: Array(example.text.utf8)) == example.values)
    }

    @Test func `more than a thousand pairs are not looked at`() {
        let thousand = Array(repeating: "a=1", count: 999).joined(separator: "&") + "&t=x"
        #expect(FormText.values(of: "t", in: Array(thousand.utf8)) == ["x"])
        #expect(FormText.values(of: "t", in: Array((thousand + "&b=1").utf8)) == nil)
    }

    @Test(arguments: [
        ("/a?t=1", "t=1"), ("/a", ""), ("/a?", ""), ("/a?b?c", "b?c"), ("/a?\u{301}t=1", "\u{301}t=1"),
    ])
    func `the query is what stands behind the first question mark`(_ path: String, _ query: String) {
        #expect(String(Substring(FormText.query(of: path))) == query)
        #expect(FormText.query(of: nil).isEmpty)
    }
}
