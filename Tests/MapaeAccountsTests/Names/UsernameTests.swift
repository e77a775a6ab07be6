import MapaeAccounts
import Testing

struct UsernameTests {
    @Test(
        "A name is folded to its canonical form (S11, L9)",
        arguments: [
            ("a", "a"), ("0", "0"), ("Alice", "alice"), ("ALICE", "alice"), ("alice@example.com", "alice@example.com"),
            ("First.Last+Tag@Example.COM", "first.last+tag@example.com"), ("a._@+-", "a._@+-"), ("0-0", "0-0"),
            ("Kelvin", "kelvin"), (.repeated("Z", 64), .repeated("z", 64)),
            // One name in other clothes: full width, mathematical, circled, a ligature, a superscript, the Kelvin sign.
            ("\u{FF21}\u{FF4C}\u{FF49}ce", "alice"), ("alice\u{FF20}example", "alice@example"), ("ﬁsh", "fish"),
            ("\u{1D400}lice", "alice"), ("\u{24B6}lice\u{2460}", "alice1"), ("a\u{B2}", "a2"),
            ("\u{212A}elvin", "kelvin"),
            ("\u{17F}am", "sam"), ("\u{2163}", "iv"), ("\u{2122}", "tm"),
            // Folding that makes two letters of one, or takes two rounds.
            ("stra\u{DF}e", "strasse"), ("STRA\u{1E9E}E", "strasse"), ("\u{1E9B}", "\u{1E61}"),
            // Composed and decomposed.
            ("e\u{301}a", "\u{E9}a"), ("\u{C9}A", "\u{E9}a"), ("\u{212B}ngstrom", "\u{E5}ngstrom"),
            ("Nguy\u{1EC4}n", "nguy\u{1EC5}n"), ("o\u{323}\u{302}", "\u{1ED9}"), ("o\u{302}\u{323}", "\u{1ED9}"),
            // Hangul: syllables, conjoining jamo, what a keyboard of another age sends.
            ("마패", "마패"), ("\u{1106}\u{1161}\u{1111}\u{1162}", "마패"), ("\u{3131}\u{314F}", "가"),
            ("\u{FFA1}\u{FFC2}", "가"), ("홍길동2", "홍길동2"),
            // Kana with Han.
            ("馬牌", "馬牌"), ("やまだ太郎", "やまだ太郎"), ("\u{FF76}\u{FF9E}", "ガ"), ("コーヒー", "コーヒー"),
            ("佐々木", "佐々木"), ("\u{F900}", "\u{8C48}"), ("\u{20BB7}野", "\u{20BB7}野"),
            // Cyrillic and Greek: the last sigma is a sigma.
            ("ПЁТР", "пётр"), ("\u{415}\u{308}ж", "ёж"), ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"), ("Οδυσσεύς", "οδυσσεύσ"),
            ("\u{390}", "\u{390}"), ("\u{1FD3}", "\u{390}"), ("\u{B5}", "\u{3BC}"), ("\u{3D0}", "\u{3B2}"),
            (.repeated("가", 64), .repeated("가", 64)),
        ] as [(Sample, Sample)])
    func canonical(text: Sample, expected: Sample) throws {
        let name = try Username(text.text)
        #expect(name.canonical.utf8.elementsEqual(expected.text.utf8))
        #expect(try Username(name.canonical) == name)
        #expect(try Username(expected.text).hashValue == name.hashValue)
    }

    @Test(
        "What only looks like a name, mixes scripts, or could break out of a line, is none (S1, S3, S4, S11, L9, L10)",
        arguments: [
            "", " ", "a b", " alice", "alice ", ".alice", "_a", "@a", "+a", "-rf", "\u{FF0D}a", "\u{FE52}a",
            // No reader tells these from i, k and the two e; the capital I with a dot folds to an i with a mark.
            "al\u{131}ce", "\u{130}lice", "\u{138}ate", "\u{1DD}", "\u{1DD}lma",
            "a\u{301}\u{301}", "q\u{301}", "a.\u{308}", "a@\u{301}b", "\u{301}a", "a\u{488}", "a\u{20DD}",
            // Marks that do not compose, glued to letters and to delimiters.
            "\u{430}lice", "a\u{3BF}", "p\u{430}ypal", "admin\u{43E}", "\u{3BF}\u{430}", "마a", "마馬", "a馬", "あa", "あ마",
            "я가",
            "alice\u{37E}", "alice\u{1FEF}",  // canonically equal to ; and `
            "al\u{200B}ice", "al\u{200D}ice", "al\u{200C}ice", "\u{202E}ecila", "\u{2066}alice\u{2069}",
            "\u{FEFF}alice",
            "al\u{AD}ice", "alice\u{FE0F}", "alice\u{E0041}", "alice\u{180E}", "\u{61C}alice", "al\u{34F}ice",
            "\u{3164}",
            "\u{FFA0}", "\u{115F}", "a\u{1160}", "\u{2800}", "a\u{A0}b", "a\u{3000}b",
            "alice\0", "\0", "a\0b", "alice\r\n", "a\r\nb", "a\nb", "a\rb", "a\tb", "a\u{7F}", "a\u{85}b", "a\u{2028}b",
            "a'b", "a\"b", "a;b", "a\\b", "a/b", "a<b", "a%00", "a$b", "a=b", "a,b", "a:b", "a`b", "a[b", "a{b",
            "a\u{2215}b", "a\u{2044}b", "\u{BD}", "\u{FF1C}b",
            // Digits of other scripts, jamo that compose to nothing, scripts outside of the table, emoji, private use.
            "\u{661}", "a\u{966}", "ㅋㅋㅋ", "\u{1100}", "א", "ا", "अ", "ก", "ꭰ", "ⲁ", "ɑ", "ǀ", "ʼn", "\u{149}", "👤",
            "a👤",
            "\u{E000}", "\u{FFFD}", "\u{10FFFF}", "\u{FDFA}", "\u{30FB}",
            .repeated("a", 65), .repeated("가", 65), .repeated("ﬁ", 33), .repeated("a", 257), .repeated("a", 1_000_000),
            .repeated("a\u{301}", 86), .repeated("\u{FDFA}", 85), .repeated("\u{301}", 128),
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

    @Test("Two names are equal when their canonical bytes are, and only then (S1, S2)")
    func equality() throws {
        let spellings = ["kelvin", "KELVIN", "\u{212A}elvin", "\u{FF4B}elvin"]
        #expect(Set(try spellings.map { try Username($0) }).count == 1)
        let others = ["kelvin", "ke1vin", "ke.lvin", "kelvin.", "kélvin"]
        #expect(Set(try others.map { try Username($0) }).count == 5)
    }

    @Test("The refusal says what is allowed, and does not repeat what was typed")
    func message() throws {
        let error = try #require(throws: AccountError.self) { try Username("se\u{301}\u{301}cret") }
        #expect(error.message.contains("1 to 64"))
        #expect(error.message.contains(". _ @ + -"))
        #expect(!error.debugDescription.contains("cret"))
    }
}
