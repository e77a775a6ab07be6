import Testing

@testable import MapaeAccounts

/// Expected forms are those of Python's unicodedata.
struct NormalizationTests {
    private static func scalars(_ hexadecimal: String) -> [Unicode.Scalar] {
        hexadecimal.split(separator: " ").compactMap { UInt32($0, radix: 16).flatMap(Unicode.Scalar.init) }
    }

    @Test(
        "NFC",
        arguments: [
            ("", ""), ("61 301", "E1"), ("212B", "C5"), ("6F 302 323", "1ED9"), ("1100 1161 11A8", "AC01"),
            ("AC00 11A8", "AC01"),
            ("AC01 11A8", "AC01 11A8"), ("1100 301 1161", "1100 301 1161"), ("AC00 301 11A8", "AC00 301 11A8"),
            // What Foundation alone gets wrong on Linux.
            ("ACFC 11AD ACBA", "AD02 ACBA"), ("1101 1176", "1101 1176"), ("1103 116C 11C3", "B418 11C3"),
            ("1100 1168 11A7", "ACC4 11A7"), ("1113 1165 1150", "1113 1165 1150"), ("110A 11C6 1115", "110A 11C6 1115"),
            ("D7A3 11A8", "D7A3 11A8"), ("A960 1161", "A960 1161"), ("3131 314F", "3131 314F"),
            ("0 1D160", "0 1D158 1D165 1D16E"),
        ])
    func nfc(text: String, expected: String) {
        let form = Normalization.nfc(Self.scalars(text))
        #expect(form == Self.scalars(expected))
        #expect(Normalization.nfc(form) == form)
    }

    @Test(
        "NFKC",
        arguments: [
            ("", ""), ("FB01", "66 69"), ("3131 314F", "AC00"), ("FFA1 FFC2", "AC00"), ("3260 1161", "AC00"),
            ("3200", "28 1100 29"), ("3371", "68 50 61"),
            // What Foundation alone gets wrong on Linux.
            ("FF76 FF29 FF8B FF9F", "30AB 49 30D4"), ("FF66 FF9E 1FE4", "30FA 1FE4"),
            ("333D FF9E 3368", "30DD 30A4 30F3 30C9 31 36 70B9"),
            ("33C 1FDE 33C", "33C 20 33C 314 301"), ("3132 1176", "1101 1176"), ("ACFC 3136", "AD02"),
            ("FFD7 11C3", "1172 11C3"),
        ])
    func nfkc(text: String, expected: String) {
        let form = Normalization.nfkc(Self.scalars(text))
        #expect(form == Self.scalars(expected))
        #expect(Normalization.nfkc(form) == form)
    }

    @Test("Every Hangul syllable comes back from its jamo, alone and behind a letter")
    func syllables() {
        var faults: [UInt32] = []
        for value in UInt32(0xAC00)...0xD7A3 {
            let index = value - 0xAC00
            let tail = index % 28
            let jamo = [0x1100 + index / 588, 0x1161 + index % 588 / 28] + (tail == 0 ? [] : [0x11A7 + tail])
            let text = jamo.compactMap(Unicode.Scalar.init)
            guard let syllable = Unicode.Scalar(value) else { continue }
            if Normalization.nfc(text) != [syllable] || Normalization.nfkc(["a"] + text) != ["a", syllable] {
                faults.append(value)
            }
        }
        #expect(faults.isEmpty)
    }

    @Test(
        "A hostile text of the longest length takes no noticeable time (L7)",
        arguments: [
            ("\u{301}\u{323}", 1024), ("\u{315}\u{300}\u{5AE}", 680), ("\u{1D160}", 1024), ("\u{AC00}\u{301}", 819),
            ("\u{1100}\u{1161}", 682),
        ])
    func hostile(unit: String, count: Int) {
        let text = String(repeating: unit, count: count)
        let time = ContinuousClock().measure { _ = TypedPassword(text) }
        // Some milliseconds; the bound leaves room for a machine that has other things to do.
        #expect(time < .seconds(2))
    }
}
