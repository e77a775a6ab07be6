import MapaeAccounts
import Testing

struct EmailAddressTests {
    private static let label = String(repeating: "x", count: 63)
    private static let longest =
        String(repeating: "a", count: 64) + "@" + label + "." + label + "." + "\(label.dropFirst(2))"

    @Test(
        "An address is folded to its canonical form (S11)",
        arguments: [
            ("ada@example.com", "ada@example.com"), ("Ada@EXAMPLE.com", "ada@example.com"),
            ("a.b+tag@sub.example.co", "a.b+tag@sub.example.co"), ("o'brien@example.com", "o'brien@example.com"),
            ("!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com"), ("1@2.com", "1@2.com"),
            ("ada\u{FF20}example\u{FF0E}com", "ada@example.com"), ("\u{212A}ate@example.com", "kate@example.com"),
            ("ada@stra\u{DF}e.example", "ada@strasse.example"), ("마패@예시.한국", "마패@예시.한국"),
            ("пётр@пример.com", "пётр@пример.com"), ("ada@xn--9t4b11yi5a.com", "ada@xn--9t4b11yi5a.com"),
            ("e\u{301}@example.com", "\u{E9}@example.com"), ("ada@a-b.c-d", "ada@a-b.c-d"),
            ("ada@1.2.3.a4", "ada@1.2.3.a4"),
            (Sample(longest), Sample(longest)),
        ] as [(Sample, Sample)])
    func canonical(text: Sample, expected: Sample) throws {
        let address = try EmailAddress(text.text)
        #expect(address.canonical.utf8.elementsEqual(expected.text.utf8))
        #expect(try EmailAddress(address.canonical) == address)
        #expect(address.canonical.utf8.count <= EmailAddress.maximumBytes)
    }

    @Test(
        "What is no address, or of a kind that is not taken, is refused (S1, S3, S4, S9, L10, L14)",
        arguments: [
            "", "@", "ada", "ada@", "@example.com", "ada@example", "ada@localhost", "a@b@c.com",
            "ada@example.com@evil.com",
            "ada\u{FF20}b@example.com", "\"ada\"@example.com", "\"a@b\"@example.com", "(c)ada@example.com",
            "ada@[127.0.0.1]", "ada@127.0.0.1", "ada@1.2", ".ada@example.com", "ada.@example.com", "a..b@example.com",
            "ada@.example.com", "ada@example..com", "ada@example.com.", "ada@-a.com", "ada@a-.com", "ada@a_b.com",
            "ada @example.com", " ada@example.com", "ada@example.com ", "Ada <ada@example.com>",
            "ada@example.com\r\nBcc: x@y.z",
            "ada@example.com\n", "ada\0@example.com", "ada@exa\0mple.com", "ada@example.com,b@example.com",
            "ada;b@example.com", "mailto:ada@example.com", "ada@exam\u{200B}ple.com", "a\u{202E}da@example.com",
            "m\u{131}ke@example.com", "mike@example.\u{131}t", "\u{430}da@example.com", "ada@ex\u{430}mple.com",
            "ada@example\u{3002}com", "a\u{301}\u{301}@example.com", "ada@\u{301}.com", "ada@ex\u{2100}mple.com",
            "ada@example.com\\@evil.com", "ada@evil.com/example.com", "ada@example.com?x", "ada@example.com#x",
            "👤@example.com",
            .repeated("a", 65 + 12), Sample(String(repeating: "a", count: 65) + "@example.com"),
            Sample("ada@" + label + "x.com"), Sample("a" + longest), .repeated("a@", 1_000_000),
            Sample(String(repeating: "가", count: 22) + "@example.com"),
        ] as [Sample])
    func refused(sample: Sample) {
        #expect(throws: AccountError(.invalidEmail)) { try EmailAddress(sample.text) }
    }

    @Test("The refusal does not repeat what was typed")
    func message() throws {
        let error = try #require(throws: AccountError.self) { try EmailAddress("secret") }
        #expect(!error.debugDescription.contains("secret"))
    }
}
