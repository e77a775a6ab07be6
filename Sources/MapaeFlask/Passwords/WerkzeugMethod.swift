/// How Werkzeug derives a digest from a password: the part of its hash before the first `$`.
enum WerkzeugMethod: Sendable, Hashable {
    case scrypt(rounds: Int, blockSize: Int, parallelism: Int)
    case pbkdf2(WerkzeugDigest, rounds: Int)

    /// Parses `scrypt`, `scrypt:N:r:p`, `pbkdf2`, `pbkdf2:function` or `pbkdf2:function:rounds`. What is left out is what
    /// Werkzeug 3.1 takes for it.
    init(parsing text: ArraySlice<UInt8>) throws(WerkzeugHashError) {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        switch parts.first.map({ String(decoding: $0, as: UTF8.self) }) {
        case "scrypt": self = try Self.scrypt(parts.dropFirst())
        case "pbkdf2": self = try Self.pbkdf2(parts.dropFirst())
        default: throw WerkzeugHashError(.unknownMethod)
        }
    }

    /// How long a digest of this method is, in bytes.
    var digestBytes: Int {
        switch self {
        // `hashlib.scrypt` gives 64 bytes unless told, and Werkzeug does not tell.
        case .scrypt: 64
        case .pbkdf2(let digest, _): digest.bytes
        }
    }

    /// The method as Werkzeug writes it, every number spelled out.
    var text: String {
        switch self {
        case .scrypt(let rounds, let blockSize, let parallelism): "scrypt:\(rounds):\(blockSize):\(parallelism)"
        case .pbkdf2(let digest, let rounds): "pbkdf2:\(digest.rawValue):\(rounds)"
        }
    }

    private static func scrypt(_ parts: ArraySlice<ArraySlice<UInt8>>) throws(WerkzeugHashError) -> Self {
        guard !parts.isEmpty else { return .scrypt(rounds: 32_768, blockSize: 8, parallelism: 1) }
        let numbers = parts.compactMap(number)
        guard parts.count == 3, numbers.count == 3 else { throw WerkzeugHashError(.malformed) }
        let (rounds, blockSize, parallelism) = (numbers[0], numbers[1], numbers[2])
        // None is more than ten million: no product here can overflow.
        guard rounds >= 2, rounds & (rounds - 1) == 0, (1...WerkzeugHash.maximumBlockSize).contains(blockSize),
            (1...WerkzeugHash.maximumParallelism).contains(parallelism),
            // RFC 7914 §2: N is less than 2^(128 * r / 8).
            rounds.trailingZeroBitCount < 16 * blockSize,
            rounds * blockSize <= WerkzeugHash.maximumScryptMemory / 128,
            rounds * blockSize * parallelism <= WerkzeugHash.maximumScryptWork
        else { throw WerkzeugHashError(.outOfLimits) }
        return .scrypt(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    }

    private static func pbkdf2(_ parts: ArraySlice<ArraySlice<UInt8>>) throws(WerkzeugHashError) -> Self {
        guard parts.count <= 2 else { throw WerkzeugHashError(.malformed) }
        let name = parts.first.map { String(decoding: $0, as: UTF8.self) } ?? "sha256"
        guard let digest = WerkzeugDigest(rawValue: name) else { throw WerkzeugHashError(.unknownMethod) }
        guard parts.count == 2, let last = parts.last else { return .pbkdf2(digest, rounds: 1_000_000) }
        guard let rounds = number(last) else { throw WerkzeugHashError(.malformed) }
        guard (1...WerkzeugHash.maximumRounds).contains(rounds) else { throw WerkzeugHashError(.outOfLimits) }
        return .pbkdf2(digest, rounds: rounds)
    }

    /// A plain number; nil for a sign, a leading zero, and the spaces and underscores that Python's `int()` allows. Seven
    /// digits hold every number within the limits. What has more is ten million, which is beyond them and cannot overflow.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1,
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        return digits.count <= 7 ? digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } : 10_000_000
    }
}
