import Testing

@testable import MapaeAccounts

struct TypedPasswordTests {
    @Test(
        "RFC 8265, section 4.2.3: the examples of OpaqueString, and what stays as it is",
        arguments: [
            ("correct horse battery staple", "correct horse battery staple"),
            ("Correct Horse Battery Staple", "Correct Horse Battery Staple"),
            ("\u{3C0}\u{DF}\u{E5}", "\u{3C0}\u{DF}\u{E5}"), ("Jack of \u{2666}s", "Jack of \u{2666}s"),
            ("foo\u{1680}bar", "foo bar"), ("a\u{A0}b\u{2003}c\u{202F}d\u{205F}e\u{3000}f", "a b c d e f"),
            ("e\u{301}", "\u{E9}"), ("\u{1112}\u{1161}\u{11AB}", "한"), ("\u{212B}", "\u{C5}"),
            ("\u{FF41}\u{FB01}", "\u{FF41}\u{FB01}"),
            ("a\tb\r\nc\0d\u{85}\u{2028}", "a\tb\r\nc\0d\u{85}\u{2028}"), ("\u{200B}\u{FEFF}x", "\u{200B}\u{FEFF}x"),
            ("", ""),
            ("é\0e\u{301}", "\u{E9}\0\u{E9}"), ("o\u{302}\u{323}", "\u{1ED9}"),
        ] as [(Sample, Sample)])
    func opaqueString(text: Sample, expected: Sample) throws {
        #expect(TypedPassword.opaqueString(text.text).utf8.elementsEqual(expected.text.utf8))
        let password = try #require(TypedPassword(text.text))
        #expect(password.normalised == Array(expected.text.utf8))
        #expect((password.raw == nil) == text.text.utf8.elementsEqual(expected.text.utf8))
    }

    @Test("What was typed is tried first for a hash from elsewhere, the normalised form for our own")
    func candidates() throws {
        let password = try #require(TypedPassword("e\u{301}"))
        let (raw, normalised) = (Array("e\u{301}".utf8), Array("\u{E9}".utf8))
        #expect(raw != normalised)
        #expect(password.candidates(imported: true) == [raw, normalised])
        #expect(password.candidates(imported: false) == [normalised, raw])
        #expect(try #require(TypedPassword("plain")).candidates(imported: true) == [Array("plain".utf8)])
    }

    @Test("4,096 bytes are read and one more is not; a form that outgrows them is not tried (L7)")
    func limits() throws {
        #expect(TypedPassword(String(repeating: "x", count: 4096)) != nil)
        #expect(TypedPassword(String(repeating: "x", count: 4097)) == nil)
        let growing = try #require(TypedPassword(String(repeating: "\u{1D160}", count: 1024)))
        #expect(growing.normalised == nil)
        #expect(growing.candidates(imported: false).map(\.count) == [4096])
    }
}
