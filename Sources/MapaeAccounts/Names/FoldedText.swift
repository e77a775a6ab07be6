/// The form in which names are compared: NFKC(fold(NFKC(text))), again and again until nothing changes.
///
/// NFKC (UAX #15) makes one text of what is typed with a full-width keyboard, decomposed, or with ligatures; Unicode's
/// default case folding (full, without the Turkish exception) makes one of capital and small letters. One round is not
/// always enough, as folding can take a composed letter apart and normalisation can bring a capital one back.
enum FoldedText {
    /// Every text that folding is known to need more than one round for settles at the second or third.
    private static let maximumRounds = 6

    /// Folds a text whose length has been checked: the work is in proportion to it.
    /// - Returns: The folded scalars; nil when they do not settle, which no text is known to do.
    static func fold(_ text: String) -> [Unicode.Scalar]? {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else {
            return text.utf8.map { Unicode.Scalar(asciiFolded($0)) }
        }
        var scalars = Normalization.nfkc(text.unicodeScalars)
        for _ in 0..<maximumRounds {
            let folded = Normalization.nfkc(caseFolded(scalars))
            if folded == scalars { return folded }
            scalars = folded
        }
        return nil
    }

    /// `A` to `Z` become `a` to `z`; every other byte stays.
    static func asciiFolded(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: byte
        }
    }

    /// Unicode's CaseFolding.txt (C and F), as the small letters of the capital ones.
    ///
    /// The two differ for the dotless i, which has `I` as its capital and folds to itself, and for Cherokee, which no name
    /// can have; the capital sharp s takes two rounds. It goes letter by letter: `lowercased()` would make the last
    /// sigma of a word another letter.
    private static func caseFolded(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var folded: [Unicode.Scalar] = []
        for scalar in scalars {
            guard scalar != "\u{131}" else {
                folded.append(scalar)
                continue
            }
            for capital in scalar.properties.uppercaseMapping.unicodeScalars {
                folded.append(contentsOf: capital.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return folded
    }
}
