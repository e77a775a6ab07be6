/// An e-mail address in its canonical form, the only form that is stored, compared and written to.
///
/// The canonical form is the text after ``FoldedText``: NFKC and Unicode's default case folding until nothing changes.
/// RFC 5321, section 2.4 lets a host tell `Ada@` from `ada@`; none that matters does, and two users of one mailbox would be
/// worse. Whoever types an address that only folds to another's does not get that other's mail: mail goes to the
/// canonical form alone.
///
/// - The whole has at most 254 bytes of UTF-8 (RFC 5321, section 4.5.3.1.3) and exactly one `@`.
/// - The local part has 1 to 64 bytes: dot-separated atoms (RFC 5322, section 3.2.3) of ASCII and letters of one
///   script (RFC 6531). No quoted strings, no comments.
/// - The domain has two labels at least, each of 1 to 63 bytes: letters of one script, digits and hyphens, no hyphen
///   at either end; the last label is not a number. No address literals. An internationalised label stays as it is
///   written: its `xn--` form is not computed, so the two are two addresses.
public struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
    /// The longest address, in bytes of UTF-8, as typed and in its canonical form.
    public static let maximumBytes = 254

    /// The canonical form.
    public let canonical: String

    /// Parses an address and folds it to its canonical form.
    /// - Parameter text: What was typed. Its length is checked first, so a long text costs nothing.
    /// - Throws: ``AccountError`` with the code `invalidEmail`.
    public init(_ text: String) throws(AccountError) {
        guard text.utf8.count <= Self.maximumBytes, let scalars = FoldedText.fold(text) else {
            throw AccountError(.invalidEmail)
        }
        let parts = scalars.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocalPart(parts[0]), Self.isDomain(parts[1]),
            Self.bytes(scalars[...]) <= Self.maximumBytes
        else { throw AccountError(.invalidEmail) }
        var canonical = String.UnicodeScalarView()
        canonical.append(contentsOf: scalars)
        self.canonical = String(canonical)
    }

    /// The canonical form.
    public var description: String { canonical }

    /// What stands before the `@` of the canonical form.
    var localPart: Substring.UTF8View { canonical.utf8.prefix { $0 != UInt8(ascii: "@") } }

    /// Equal when the bytes are, as in a database.
    public static func == (left: Self, right: Self) -> Bool {
        left.canonical.utf8.elementsEqual(right.canonical.utf8)
    }

    /// Hashes the bytes, as equality compares them.
    public func hash(into hasher: inout Hasher) {
        for byte in canonical.utf8 { hasher.combine(byte) }
    }

    private static func isLocalPart(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard (1...64).contains(bytes(scalars)), hasOneScript(scalars) else { return false }
        let atoms = scalars.split(separator: ".", omittingEmptySubsequences: false)
        return atoms.allSatisfy { atom in !atom.isEmpty && atom.allSatisfy { isAtomText($0) || Script(of: $0) != nil } }
    }

    private static func isDomain(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let labels = scalars.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, !last.allSatisfy(isDigit) else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(bytes(label)) && hasOneScript(label) && label.first != "-" && label.last != "-"
                && label.allSatisfy { isDigit($0) || $0 == "-" || Script(of: $0) != nil }
        }
    }

    /// Whether the letters are of one script; what is no letter is not judged here.
    private static func hasOneScript(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let scripts = scalars.lazy.compactMap { Script(of: $0) }
        return scripts.first.map { first in scripts.allSatisfy { $0 == first } } ?? true
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// `atext` of RFC 5322, section 3.2.3, but for the letters.
    private static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~":
            true
        default: false
        }
    }

    private static func bytes(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        scalars.reduce(0) { $0 + UTF8.width($1) }
    }
}
