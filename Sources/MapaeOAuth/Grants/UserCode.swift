import MapaeJOSE

/// The code that a device shows and its user types (RFC 8628 §6.1): eight letters in two groups, without vowels, so that no words come
/// of them, and without what is easily taken for something else. There are 20⁸ of them, 34 bits.
struct UserCode: Sendable {
    /// The letters alone, in capitals.
    let canonical: String

    private static let letters = Array("BCDFGHJKLMNPQRSTVWXZ".utf8)
    private static let count = 8
    /// The longest text that is looked at, in bytes: people put spaces and hyphens where they like.
    private static let maximumBytes = 64

    /// A new code.
    static func random() -> UserCode {
        var text: [UInt8] = []
        while text.count < count {
            // 240 is the largest multiple of 20 in a byte: what lies above would make some letters likelier.
            for byte in RandomBytes.make(16) where byte < 240 && text.count < count {
                text.append(letters[Int(byte) % letters.count])
            }
        }
        return UserCode(canonical: String(decoding: text, as: UTF8.self))
    }

    private init(canonical: String) { self.canonical = canonical }

    /// Reads what a user has typed: small letters count as capitals, and what is neither a letter nor a digit is passed over (RFC 8628
    /// §6.1).
    /// - Returns: `nil` for what no code is.
    init?(typed text: String) {
        guard text.utf8.count <= Self.maximumBytes else { return nil }
        var letters: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x61...0x7A: letters.append(byte & 0xDF)
            case 0x41...0x5A, 0x30...0x39: letters.append(byte)
            case 0x80...: return nil
            default: continue
            }
        }
        guard letters.count == Self.count, letters.allSatisfy(Self.letters.contains) else { return nil }
        canonical = String(decoding: letters, as: UTF8.self)
    }

    /// As it is shown: four letters, a dash, four letters.
    var text: String { "\(canonical.prefix(4))-\(canonical.suffix(4))" }

    /// What is stored of it.
    var digest: [UInt8] { TokenDigest.of(canonical) }
}
