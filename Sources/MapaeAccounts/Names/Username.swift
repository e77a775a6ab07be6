/// A login name in its canonical form, the only form that is stored, searched for and compared.
///
/// Today a name is 1 to 64 ASCII bytes: letters, digits and `. _ @ + -`, the first one a letter or a digit; capital
/// letters are folded to small ones. Wider scripts may come, and then only widen this: a text that is a name today
/// keeps its canonical form, byte for byte, so that no stored name has to change.
public struct Username: Sendable, Hashable, CustomStringConvertible {
    /// The longest name, in bytes of UTF-8.
    public static let maximumBytes = 64

    /// The canonical form.
    public let canonical: String

    /// Parses a name and folds it to its canonical form.
    /// - Parameter text: What was typed. Its length is checked first, so a long text costs nothing.
    /// - Throws: ``AccountError`` with the code `invalidUsername`; its message says what is allowed.
    public init(_ text: String) throws(AccountError) {
        guard let bytes = Self.canonicalBytes(text) else { throw AccountError(.invalidUsername) }
        canonical = String(decoding: bytes, as: UTF8.self)
    }

    /// The canonical form.
    public var description: String { canonical }

    /// Equal when the bytes are: Swift's `==` on strings also equates texts that a database keeps apart, which will
    /// matter once names are more than ASCII.
    public static func == (left: Self, right: Self) -> Bool {
        left.canonical.utf8.elementsEqual(right.canonical.utf8)
    }

    /// Hashes the bytes, as equality compares them.
    public func hash(into hasher: inout Hasher) {
        for byte in canonical.utf8 { hasher.combine(byte) }
    }

    static let rule =
        "A user name has 1 to \(maximumBytes) characters, the letters a to z, digits and . _ @ + -, and begins with a"
        + " letter or a digit."

    /// `A` to `Z` become `a` to `z`; every other byte stays. `lowercased()` would also fold the Kelvin sign (U+212A) to
    /// `k`, and so let a stranger's name become someone else's.
    static func folded(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        default: byte
        }
    }

    private static func canonicalBytes(_ text: String) -> [UInt8]? {
        let utf8 = text.utf8
        guard (1...maximumBytes).contains(utf8.count) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for byte in utf8 {
            let byte = folded(byte)
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                break
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                // At the start these would look like an option, a hidden file or a mention wherever names are listed.
                guard !bytes.isEmpty else { return nil }
            default:
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}
