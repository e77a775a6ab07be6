import Testing

@testable import MapaeAccounts

struct FoldedTextTests {
    @Test("Every letter that a name may have folds to one of its own script, and then stays")
    func closed() throws {
        var counts: [Script: Int] = [:]
        var faults: [UInt32] = []
        for value in UInt32(0)...0x2A6DF {
            guard let scalar = Unicode.Scalar(value), let script = Script(of: scalar) else { continue }
            let folded = try #require(FoldedText.fold(String(scalar)))
            if folded == [scalar] {
                counts[script, default: 0] += 1
                if !scalar.properties.isAlphabetic { faults.append(value) }
            } else if FoldedText.fold(String(String.UnicodeScalarView(folded))) != folded {
                faults.append(value)
            }
        }
        #expect(faults.isEmpty)
        // Counted with Python's unicodedata: letters that NFKC and casefold() leave alone.
        #expect(counts == [.latin: 259, .hangul: 11172, .kanaAndHan: 70487, .cyrillic: 107, .greek: 35])
    }

    @Test("What becomes an ASCII name is visible: no character that shows nothing is folded away or into a letter")
    func intoASCII() {
        var faults: [UInt32] = []
        for value in UInt32(0x80)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), let name = try? Username("a" + String(scalar)),
                name.canonical.utf8.allSatisfy({ $0 < 0x80 })
            else { continue }
            let properties = scalar.properties
            if properties.generalCategory == .format || properties.isWhitespace
                || properties.isDefaultIgnorableCodePoint || name.canonical.utf8.count == 1
            {
                faults.append(value)
            }
        }
        #expect(faults.isEmpty)
    }

    @Test(
        "Folding is Unicode's, full and without the Turkish exception (S11)",
        arguments: [
            ("\u{DF}", "ss"), ("\u{1E9E}", "ss"), ("\u{130}", "i\u{307}"), ("\u{131}", "\u{131}"), ("I", "i"),
            ("\u{17F}", "s"), ("\u{212A}", "k"), ("\u{212B}", "\u{E5}"), ("\u{3C2}", "\u{3C3}"), ("\u{3A3}", "\u{3C3}"),
            ("\u{FB01}", "fi"), ("\u{FB05}", "st"), ("\u{1F88}", "\u{1F00}\u{3B9}"), ("\u{10A0}", "\u{2D00}"),
            ("\u{1C4}", "d\u{17E}"), ("\u{1E9B}", "\u{1E61}"), ("\u{345}", "\u{3B9}"), ("\u{2126}", "\u{3C9}"),
        ])
    func cases(text: String, expected: String) throws {
        let folded = try #require(FoldedText.fold(text))
        #expect(folded.elementsEqual(expected.unicodeScalars))
    }
}
