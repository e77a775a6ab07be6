import Foundation

/// The normalisation forms of UAX #15 that names and passwords need.
///
/// Foundation knows the tables. On Linux it fails at two things, which are done here instead:
/// - It leaves some Hangul uncomposed, and makes modern syllables of old jamo (`U+1101 U+1176` becomes U+B098). So Hangul is
///   composed as section 3.12 of the Unicode Standard says. It composes with nothing else and nothing else with it, so what
///   stands between can be normalised by itself.
/// - Its NFKC does not compose what compatibility mappings have brought together (half-width katakana with their marks), nor
///   order it. So NFKC is made as NFC of the characters' mappings one by one, which is its definition.
enum Normalization {
    private static let leading: ClosedRange<UInt32> = 0x1100...0x1112
    private static let vowels: ClosedRange<UInt32> = 0x1161...0x1175
    private static let trailing: ClosedRange<UInt32> = 0x11A8...0x11C2
    private static let syllables: ClosedRange<UInt32> = 0xAC00...0xD7A3
    private static let trailingCount: UInt32 = 28
    private static let vowelCount: UInt32 = 21

    /// NFKC of a text. The work is in proportion to its length, which is to be bounded by the caller.
    static func nfkc(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        var mapped: [Unicode.Scalar] = []
        for scalar in text {
            if scalar.isASCII {
                mapped.append(scalar)
            } else {
                mapped += String(scalar).precomposedStringWithCompatibilityMapping.unicodeScalars
            }
        }
        return nfc(mapped)
    }

    /// NFC of a text. The work is in proportion to its length, which is to be bounded by the caller.
    static func nfc(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var others = String.UnicodeScalarView()
        for scalar in text {
            guard isHangul(scalar) else {
                others.append(scalar)
                continue
            }
            if !others.isEmpty {
                result += String(others).precomposedStringWithCanonicalMapping.unicodeScalars
                others = String.UnicodeScalarView()
            }
            for part in parts(of: scalar) { append(part, to: &result) }
        }
        return result + String(others).precomposedStringWithCanonicalMapping.unicodeScalars
    }

    private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x11FF, 0xA960...0xA97F, 0xAC00...0xD7FF: true
        default: false
        }
    }

    /// A syllable's jamo; whatever else as it is.
    private static func parts(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        guard syllables.contains(scalar.value) else { return [scalar] }
        let index = scalar.value - syllables.lowerBound
        let values = [
            leading.lowerBound + index / (vowelCount * trailingCount),
            vowels.lowerBound + index / trailingCount % vowelCount,
        ]
        let tail = index % trailingCount
        return (tail == 0 ? values : values + [trailing.lowerBound - 1 + tail]).compactMap(Unicode.Scalar.init)
    }

    /// Appends a scalar, composed with the one before it where the two are parts of a syllable.
    private static func append(_ scalar: Unicode.Scalar, to result: inout [Unicode.Scalar]) {
        if let last = result.last?.value, let composed = composed(last, scalar.value) {
            result[result.count - 1] = composed
        } else {
            result.append(scalar)
        }
    }

    private static func composed(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
        if leading.contains(first), vowels.contains(second) {
            let index = (first - leading.lowerBound) * vowelCount + second - vowels.lowerBound
            return Unicode.Scalar(syllables.lowerBound + index * trailingCount)
        }
        if syllables.contains(first), (first - syllables.lowerBound).isMultiple(of: trailingCount),
            trailing.contains(second)
        {
            return Unicode.Scalar(first + second - trailing.lowerBound + 1)
        }
        return nil
    }
}
