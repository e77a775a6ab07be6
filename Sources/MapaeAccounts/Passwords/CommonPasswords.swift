import CCommonPasswords
import Crypto

/// Passwords that everybody tries first: those of the frequency lists of zxcvbn (see `NOTICE`), passwords and words alike,
/// that are long enough to be chosen at all; and rows of one character or of neighbours.
///
/// The table is made by `scripts/common-passwords`. Of each entry it keeps 30 bits of its SHA-256: the upper ones say in
/// which part of the table it would be, the lower 16 stand there. So it takes 113 KiB, and takes a password that is
/// not on the lists for one of them with a chance of 41,621 in 2³⁰, about 1 in 26,000.
enum CommonPasswords {
    /// The longest entry, in bytes.
    private static let maximumBytes = Int(mapae_common_passwords_longest)

    /// Whether a password is among them.
    /// - Parameter folded: The password after ``FoldedText``: the lists have small letters alone.
    static func contains(_ folded: [Unicode.Scalar]) -> Bool {
        if isRow(folded) { return true }
        let bytes = folded.prefix(maximumBytes + 1).flatMap { Array(String($0).utf8) }
        return bytes.count <= maximumBytes && isListed(bytes)
    }

    static func isListed(_ bytes: [UInt8]) -> Bool {
        let digest = SHA256.hash(data: bytes).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) } >> 2
        let bucket = Int(digest >> 16)
        let remainder = UInt16(truncatingIfNeeded: digest)
        let start = Int(mapae_common_passwords_start(bucket))
        let end = Int(mapae_common_passwords_start(bucket + 1))
        return (start..<end).contains { mapae_common_passwords_remainder($0) == remainder }
    }

    /// `aaaaaaaa`, `12345678`, `hgfedcba`.
    private static func isRow(_ scalars: [Unicode.Scalar]) -> Bool {
        guard scalars.count > 1 else { return false }
        let step = Int64(scalars[1].value) - Int64(scalars[0].value)
        return abs(step) <= 1
            && zip(scalars, scalars.dropFirst()).allSatisfy { Int64($1.value) - Int64($0.value) == step }
    }
}
