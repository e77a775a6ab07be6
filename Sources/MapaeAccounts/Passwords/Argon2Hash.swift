import MapaeJOSE

/// A stored Argon2id hash, taken apart: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`.
///
/// A stored string says how much memory and time its own check takes. Whoever can damage or write one row could so take
/// down the server at the next login, and hence nothing is computed from a string that is not within these limits.
public struct Argon2Hash: Sendable, Hashable, CustomStringConvertible {
    /// The most memory that a stored hash may ask for: 256 MiB, in KiB.
    public static let maximumMemoryKiB: UInt32 = 256 * 1024
    /// The most passes that a stored hash may ask for.
    public static let maximumPasses: UInt32 = 16
    /// The most lanes that a stored hash may ask for.
    public static let maximumLanes: UInt32 = 4
    /// How long a salt may be, in bytes.
    public static let saltBytes = 8...64
    /// How long a tag may be, in bytes.
    public static let tagBytes = 16...64

    /// The longest text that can be within the limits is 222 bytes; more is refused before it is read.
    private static let maximumText = 256

    /// The work of one hash.
    public let parameters: Argon2Parameters
    let salt: [UInt8]
    let tag: [UInt8]

    init(parameters: Argon2Parameters, salt: [UInt8], tag: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.tag = tag
    }

    /// Parses a PHC string, strictly: every field is there, in this order and once, numbers have no sign and no leading
    /// zero, base64 has no padding and no stray bits. So there is one text for each hash.
    /// - Parameter phc: The stored string.
    /// - Throws: ``AccountError`` with the code `malformedHash`; its detail names the field.
    public init(parsing phc: String) throws(AccountError) {
        guard phc.utf8.count <= Self.maximumText else { throw Self.malformed("longer than any hash within the limits") }
        let fields = Array(phc.utf8).split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0].isEmpty else { throw Self.malformed("not five fields that begin with $") }
        guard fields[1].elementsEqual("argon2id".utf8) else { throw Self.malformed("the algorithm is not argon2id") }
        guard fields[2].elementsEqual("v=19".utf8) else { throw Self.malformed("the version is not 19") }
        parameters = try Self.parameters(fields[3])
        guard let salt = Base64.decode(fields[4]), Self.saltBytes.contains(salt.count) else {
            throw Self.malformed("the salt is not base64 of 8 to 64 bytes")
        }
        guard let tag = Base64.decode(fields[5]), Self.tagBytes.contains(tag.count) else {
            throw Self.malformed("the tag is not base64 of 16 to 64 bytes")
        }
        self.salt = salt
        self.tag = tag
    }

    /// The parameters alone: a hash does not belong in a log.
    public var description: String {
        "argon2id m=\(parameters.memoryKiB) t=\(parameters.passes) p=\(parameters.lanes)"
    }

    /// The PHC string.
    package var phc: String {
        "$argon2id$v=19$m=\(parameters.memoryKiB),t=\(parameters.passes),p=\(parameters.lanes)"
            + "$\(Base64.encode(salt))$\(Base64.encode(tag))"
    }

    private static func parameters(_ field: ArraySlice<UInt8>) throws(AccountError) -> Argon2Parameters {
        let parts = field.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count == 3,
            let memory = number("m", parts[0]), let passes = number("t", parts[1]), let lanes = number("p", parts[2])
        else { throw malformed("the parameters are not m=,t=,p= with plain numbers") }
        guard (1...maximumPasses).contains(passes) else { throw malformed("t is not 1 to \(maximumPasses)") }
        guard (1...maximumLanes).contains(lanes) else { throw malformed("p is not 1 to \(maximumLanes)") }
        // RFC 9106, section 3.1: the memory is at least 8 KiB a lane.
        guard (8 * lanes...maximumMemoryKiB).contains(memory) else {
            throw malformed("m is not 8 * p to \(maximumMemoryKiB)")
        }
        return Argon2Parameters(memoryKiB: memory, passes: passes, lanes: lanes)
    }

    /// Reads `name=digits`. Six digits hold every number within the limits, and cannot overflow.
    private static func number(_ name: Unicode.Scalar, _ part: ArraySlice<UInt8>) -> UInt32? {
        let digits = part.dropFirst(2)
        guard part.prefix(2).elementsEqual([UInt8(ascii: name), UInt8(ascii: "=")]), (1...6).contains(digits.count),
            digits.first != UInt8(ascii: "0") || digits.count == 1
        else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + UInt32(digit - UInt8(ascii: "0"))
        }
        return value
    }

    private static func malformed(_ detail: String) -> AccountError { AccountError(.malformedHash, detail) }
}
