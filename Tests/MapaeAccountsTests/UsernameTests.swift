import MapaeAccounts
import Testing

struct UsernameTests {
    @Test(
        "A name is folded to its canonical form",
        arguments: [
            ("a", "a"), ("0", "0"), ("Alice", "alice"), ("ALICE", "alice"), ("alice@example.com", "alice@example.com"),
            ("First.Last+Tag@Example.COM", "first.last+tag@example.com"), ("a._@+-", "a._@+-"), ("0-0", "0-0"),
            ("Kelvin", "kelvin"), (String(repeating: "Z", count: 64), String(repeating: "z", count: 64)),
        ])
    func canonical(text: String, expected: String) throws {
        let name = try Username(text)
        #expect(name.canonical.utf8.elementsEqual(expected.utf8))
        #expect(try Username(name.canonical) == name)
        #expect(try Username(expected).hashValue == name.hashValue)
    }

    @Test(
        "What only looks or folds like a name, or could break out of a line, is none (S1, S3, S4, S11)",
        arguments: [
            "", " ", "a b", " alice", "alice ", ".alice", "_a", "@a", "+a", "-rf",
            "\u{212A}elvin",  // Kelvin sign: lowercased() makes it k
            "\u{17F}am",  // long s: uppercased() makes it S
            "al\u{131}ce", "\u{130}lice",  // dotless and dotted i
            "stra\u{DF}e",  // sharp s
            "\u{FF41}lice", "alice\u{FF20}example",  // fullwidth
            "e\u{301}a", "\u{E9}a", "a\u{301}", "a.\u{308}",  // combining marks, glued to letters and to delimiters
            "\u{430}lice",  // Cyrillic a
            "alice\u{37E}", "alice\u{1FEF}",  // canonically equal to ; and `
            "al\u{200B}ice", "al\u{200D}ice", "\u{202E}ecila", "\u{FEFF}alice",  // zero width, right to left, BOM
            "alice\0", "\0", "a\0b", "alice\r\n", "a\r\nb", "a\nb", "a\rb", "a\tb", "a\u{7F}", "a\u{85}b", "a\u{2028}b",
            "a'b", "a\"b", "a;b", "a\\b", "a/b", "a<b", "a%00", "a$b", "a=b", "a,b", "a:b", "a`b", "a[b", "a{b",
            "\u{661}", "마패", "馬牌", "👤",
            .repeated("a", 65), .repeated("a", 1_000_000),
        ] as [Sample])
    func refused(sample: Sample) {
        #expect(throws: AccountError(.invalidUsername)) { try Username(sample.text) }
    }

    @Test("Every single byte is judged, at the start and after it")
    func everyByte() {
        let first = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        let later = first.union("._@+-".utf8)
        for byte in UInt8(0)...127 {
            let character = String(Unicode.Scalar(byte))
            #expect(((try? Username(character)) != nil) == first.contains(byte), "byte \(byte)")
            #expect(((try? Username("a" + character)) != nil) == later.contains(byte), "byte \(byte)")
        }
    }

    @Test("The refusal says what is allowed, and does not repeat what was typed")
    func message() throws {
        let error = try #require(throws: AccountError.self) { try Username("se\u{301}cret") }
        #expect(error.message.contains("1 to 64"))
        #expect(error.message.contains(". _ @ + -"))
        #expect(!error.debugDescription.contains("cret"))
    }
}
