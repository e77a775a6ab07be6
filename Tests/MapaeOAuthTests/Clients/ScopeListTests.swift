import Testing

@testable import MapaeOAuth

struct ScopeListTests {
    @Test("O39: a scope is words of %x21 / %x23-5B / %x5D-7E with one space between them, each once")
    func read() throws {
        #expect(try ScopeList(parsing: "openid profile").values == ["openid", "profile"])
        #expect(try ScopeList(parsing: "a b a").values == ["a", "b"])
        #expect(try ScopeList(parsing: "https://a.example/read!").description == "https://a.example/read!")
        for byte in UInt8.min...UInt8.max {
            let isAllowed = byte == 0x21 || (0x23...0x5B).contains(byte) || (0x5D...0x7E).contains(byte)
            let text = "a" + String(Unicode.Scalar(byte))
            #expect(((try? ScopeList(parsing: text)) != nil) == isAllowed, "\(byte)")
        }
    }

    @Test(
        "O39: what is no scope is refused (S4)",
        arguments: [
            "", " ", " a", "a ", "a  b", "a\tb", "a\nb", "a\"b", "a\\b", "é", "a\u{A0}b", "a \u{301}b", "\u{212A}",
            "a\0",
            Sample((0..<65).map(String.init).joined(separator: " ")),
        ] as [Sample])
    func refused(text: Sample) {
        #expect(throws: OAuthError(.invalidScope)) { try ScopeList(parsing: text.text) }
    }

    @Test(
        "O39: a wish is a subset of what was granted",
        arguments: [
            (nil, "a b", "a b"), ("a", "a b", "a"), ("b a", "a b", "b a"), ("a b", "a", nil), ("c", "a b", nil),
            ("A", "a", nil),
            ("a", "aa", nil), ("aa", "a", nil),
        ] as [(String?, String, String?)])
    func narrowed(wanted: String?, granted: String, result: String?) throws {
        let wanted = try wanted.map { try ScopeList(parsing: $0) }
        let granted = try ScopeList(parsing: granted)
        if let result {
            #expect(try ScopeList.narrowed(wanted, granted: granted).description == result)
        } else {
            #expect(throws: OAuthError(.invalidScope)) { try ScopeList.narrowed(wanted, granted: granted) }
        }
    }
}
