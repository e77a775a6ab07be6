/// The writing systems whose letters a name may be made of. A name takes its letters from one of them.
///
/// The table is small on purpose, and written down in `docs/accounts.md`: living alphabets, without the letters that no
/// reader tells from others of the same alphabet (the dotless i, the turned e) and without what is not written in
/// names (phonetic and historic letters, clicks, combining marks). It holds letters as folding leaves them; capital
/// letters never get here.
enum Script: Sendable, Hashable {
    case latin
    case hangul
    /// Kana with Han: a Japanese name mixes them, and a Chinese one is Han alone.
    case kanaAndHan
    case cyrillic
    case greek

    /// The script that a folded letter belongs to; nil when it is no letter that a name may have.
    init?(of letter: Unicode.Scalar) {
        let value = letter.value
        switch value {
        case 0x61...0x7A, 0xE0...0xF6, 0xF8...0xFF,
            // Latin Extended-A, without U+0131, the dotless i, and U+0138, which looks like a small k.
            0x100...0x130, 0x132...0x137, 0x139...0x17F,
            // Letters of Hausa, Vietnamese, Pinyin, Skolt Sami, Ewe, Romanian, Azerbaijani.
            0x199, 0x1A1, 0x1B0, 0x1CE...0x1DC, 0x1E7, 0x1EB, 0x1F9, 0x219, 0x21B, 0x253, 0x257, 0x259,
            // Latin Extended Additional: Vietnamese, Welsh and the romanisations of Asian languages.
            0x1E01...0x1E99, 0x1EA1...0x1EF9:
            self = .latin
        // Whole syllables. Jamo that do not compose to one are no letters of a name (RFC 8264, section 9.9).
        case 0xAC00...0xD7A3: self = .hangul
        case 0x3005, 0x3007, 0x3041...0x3096, 0x309D...0x309E, 0x30A1...0x30FA, 0x30FC...0x30FE,
            0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2A6DF:
            self = .kanaAndHan
        // The historic letters (U+0460 to U+0489) are left out.
        case 0x430...0x45F, 0x48B...0x4FF: self = .cyrillic
        // Monotonic Greek; Coptic has a part of the same block.
        case 0x390, 0x3AC...0x3CE: self = .greek
        default: return nil
        }
    }
}
