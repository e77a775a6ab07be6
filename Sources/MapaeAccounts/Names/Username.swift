/// A login name in its canonical form, the only form that is stored, searched for and compared.
///
/// The canonical form is the text after ``FoldedText``: NFKC and Unicode's default case folding until nothing changes.
/// It has 1 to 64 characters (Unicode scalars): letters of one script (``Script``: Latin, Hangul, Kana with Han, Cyrillic
/// or Greek), digits 0 to 9 and `. _ @ + -`, the first one a letter or a digit. So `ALICE`, `alice` and the full-width
/// `ａｌｉｃｅ` are one name, and what no keyboard shows, a zero-width space or a change of direction, is in none.
///
/// The canonical form of an ASCII name is the name in small letters, byte for byte. Wider scripts may come, and then only
/// widen this, so that no stored name has to change.
public struct Username: Sendable, Hashable, CustomStringConvertible {
    /// The longest name, in characters: the Unicode scalars of the canonical form.
    public static let maximumCharacters = 64
    /// The longest text that is read at all, in bytes of UTF-8.
    public static let maximumBytes = 256

    /// The canonical form.
    public let canonical: String

    /// Parses a name and folds it to its canonical form.
    /// - Parameter text: What was typed. Its length is checked first, so a long text costs nothing.
    /// - Throws: ``AccountError`` with the code `invalidUsername`; its message says what is allowed.
    public init(_ text: String) throws(AccountError) {
        guard (1...Self.maximumBytes).contains(text.utf8.count), let scalars = FoldedText.fold(text),
            Self.isCanonical(scalars)
        else { throw AccountError(.invalidUsername) }
        var canonical = String.UnicodeScalarView()
        canonical.append(contentsOf: scalars)
        self.canonical = String(canonical)
    }

    /// The canonical form.
    public var description: String { canonical }

    /// Equal when the bytes are, as in a database.
    public static func == (left: Self, right: Self) -> Bool {
        left.canonical.utf8.elementsEqual(right.canonical.utf8)
    }

    /// Hashes the bytes, as equality compares them.
    public func hash(into hasher: inout Hasher) {
        for byte in canonical.utf8 { hasher.combine(byte) }
    }

    static let rule =
        "A user name has 1 to \(maximumCharacters) characters, letters of one script (Latin, Hangul, Kana with Han, Cyrillic"
        + " or Greek), digits and . _ @ + -, and begins with a letter or a digit."

    private static func isCanonical(_ scalars: [Unicode.Scalar]) -> Bool {
        guard (1...maximumCharacters).contains(scalars.count) else { return false }
        var script: Script?
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "0"..."9": break
            // At the start these would look like an option, a hidden file or a mention wherever names are listed.
            case ".", "_", "@", "+", "-":
                if index == 0 { return false }
            default:
                guard let own = Script(of: scalar), script == nil || script == own else { return false }
                script = own
            }
        }
        return true
    }
}
