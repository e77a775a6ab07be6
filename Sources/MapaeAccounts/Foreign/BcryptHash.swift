/// A bcrypt hash of another program, taken apart: `$2b$12$` with 22 characters of salt and 31 of the digest.
///
/// It checks and cannot make: new passwords are for Argon2id. A stored text says how much time its own check takes, twice
/// as much with each step of the cost, and hence nothing is computed from a text that is not within these limits.
public struct BcryptHash: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// The costs that are checked: 2⁴ to 2¹⁴ rounds, the last about one second of a core.
    public static let costs = 4...14
    /// How much of a password bcrypt reads, in bytes. What comes after it takes no part in the hash.
    public static let passwordBytes = 72

    private static let count = 60
    private static let saltCount = 22

    /// The logarithm of the rounds.
    public let cost: Int
    /// `$2b$12$` and the salt: what crypt(3) calls the setting.
    let setting: [UInt8]
    /// The 31 characters of the digest.
    let digest: [UInt8]

    /// Parses a stored hash, strictly: the kind is `2a`, `2b` or `2y`, the cost has two digits and is 4 to 14, the rest is of
    /// bcrypt's own alphabet. `2x` marks hashes of a broken program, which are not taken.
    /// - Parameter text: The stored text.
    /// - Throws: ``AccountError`` with the code `malformedHash`.
    public init(parsing text: String) throws(AccountError) {
        guard text.utf8.count == Self.count else { throw Self.malformed("not 60 bytes") }
        let bytes = Array(text.utf8)
        guard bytes[0] == UInt8(ascii: "$"), bytes[1] == UInt8(ascii: "2"), "aby".utf8.contains(bytes[2]),
            bytes[3] == UInt8(ascii: "$"), bytes[6] == UInt8(ascii: "$")
        else { throw Self.malformed("not $2a$, $2b$ or $2y$ with a cost of two digits") }
        let digits = bytes[4...5].map { Int($0) - 0x30 }
        guard digits.allSatisfy({ (0...9).contains($0) }), Self.costs.contains(digits[0] * 10 + digits[1]) else {
            throw Self.malformed("the cost is not 04 to 14")
        }
        guard bytes[7...].allSatisfy(Self.isOfAlphabet) else { throw Self.malformed("a character that bcrypt has not") }
        cost = digits[0] * 10 + digits[1]
        setting = Array(bytes.prefix(7 + Self.saltCount))
        digest = Array(bytes.dropFirst(7 + Self.saltCount))
    }

    /// The cost alone: a hash does not belong in a log.
    public var description: String { "bcrypt cost \(cost)" }

    /// Shows what ``description`` does, so that `dump` prints no hash.
    public var customMirror: Mirror { Mirror(self, children: ["cost": cost]) }

    /// A text of the same cost that belongs to nobody, equal for all hashes of that cost.
    var decoy: String {
        "$2b$" + (cost < 10 ? "0" : "") + "\(cost)$" + String(repeating: ".", count: Self.count - 7)
    }

    private static func isOfAlphabet(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static func malformed(_ detail: String) -> AccountError { AccountError(.malformedHash, detail) }
}
