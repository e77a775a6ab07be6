import Crypto
import CryptoExtras

/// A password hash that Werkzeug's `generate_password_hash` made, as Flask applications store them: `scrypt:N:r:p$salt$hex`
/// or `pbkdf2:function:rounds$salt$hex`.
///
/// ```swift
/// let stored = try WerkzeugHash(parsing: "scrypt:32768:8:1$…")
/// guard try stored.matches(password) else { … }        // about 0.1 s: on a thread that may wait
/// ```
///
/// It checks and cannot make: new passwords are for Argon2id. A stored text says how much memory and time its own check
/// takes. Whoever can write one row could so take down the server at the next login, and hence nothing is computed from a
/// text that is not within these limits.
public struct WerkzeugHash: Sendable, CustomStringConvertible, CustomReflectable {
    /// The most memory that one check may take, 256 MiB: 128 · N · r bytes of scrypt. Werkzeug's own hashes take 32 MiB.
    public static let maximumScryptMemory = 256 * 1024 * 1024
    /// The most work of scrypt, as N · r · p: 16 times that of Werkzeug's own hashes.
    public static let maximumScryptWork = 4_194_304
    /// The largest block size r of scrypt. Beyond it swift-crypto 4.5 computes too small a limit of memory for p = 1.
    public static let maximumBlockSize = 16
    /// The largest p of scrypt.
    public static let maximumParallelism = 16
    /// The most rounds of PBKDF2: five times those of Werkzeug's own hashes.
    public static let maximumRounds = 5_000_000
    /// How long a salt may be, in bytes. Werkzeug writes 8 or 16 unless told.
    public static let saltBytes = 1...128
    /// The longest password that is read, in bytes of UTF-8: 1,024 characters of any script. No longer one matches. Its length is
    /// next to no part of the cost: both methods hash it once, before their rounds.
    public static let maximumPasswordBytes = 4096

    /// The longest text within the limits has 276 bytes; more is refused before it is read.
    private static let maximumText = 320

    private let method: WerkzeugMethod
    private let salt: [UInt8]
    private let digest: [UInt8]

    private init(method: WerkzeugMethod, salt: [UInt8], digest: [UInt8]) {
        self.method = method
        self.salt = salt
        self.digest = digest
    }

    /// Parses a stored hash, strictly: numbers are plain, the salt is letters and digits as Werkzeug makes it, the digest
    /// has the length that its method gives and small hexadecimal digits.
    ///
    /// `scrypt$…`, `pbkdf2$…` and `pbkdf2:sha256$…` leave numbers out; they mean what Werkzeug 3.1 takes them for.
    /// - Parameter text: The stored text.
    /// - Throws: ``WerkzeugHashError``: `malformed`, `unknownMethod` or `outOfLimits`.
    public init(parsing text: String) throws(WerkzeugHashError) {
        guard text.utf8.count <= Self.maximumText else { throw WerkzeugHashError(.malformed) }
        let fields = Array(text.utf8).split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
        guard fields.count == 3 else { throw WerkzeugHashError(.malformed) }
        method = try WerkzeugMethod(parsing: fields[0])
        guard Self.saltBytes.contains(fields[1].count), fields[1].allSatisfy(Self.isLetterOrDigit),
            let digest = Self.bytes(hexadecimal: fields[2]), digest.count == method.digestBytes
        else { throw WerkzeugHashError(.malformed) }
        salt = Array(fields[1])
        self.digest = digest
    }

    /// Whether the hash was made from this password.
    ///
    /// It takes what the hash's own method says, 0.05 s to several seconds of a core, and blocks for that long: call it
    /// from a thread pool, as `MapaeAccounts` does, never from an event loop. The digests are compared in constant time.
    /// - Parameter password: What was typed.
    /// - Throws: ``WerkzeugHashError`` with the code `derivationFailed`.
    public func matches(_ password: String) throws(WerkzeugHashError) -> Bool {
        guard password.utf8.count <= Self.maximumPasswordBytes else { return false }
        return try matches(Array(password.utf8))
    }

    /// Whether the hash was made from a password of these bytes; see ``matches(_:)-(String)``.
    /// - Parameter password: The password's bytes.
    /// - Throws: ``WerkzeugHashError`` with the code `derivationFailed`.
    public func matches(_ password: [UInt8]) throws(WerkzeugHashError) -> Bool {
        guard password.count <= Self.maximumPasswordBytes else { return false }
        let derived = try derive(password)
        // HMAC fills a short key up with zeros, so "secret" and "secret\0" have one digest. The second must not log in: it
        // would become the password when the hash is replaced.
        return (derived == SymmetricKey(data: digest)) && password.last != 0
    }

    /// A hash of the same cost that belongs to nobody, to be checked where there is no user, so that the time does not
    /// tell. It is equal for all hashes of one cost, and computes nothing.
    public var decoy: WerkzeugHash {
        // The length of the salt takes no part in the cost: it is hashed once.
        WerkzeugHash(
            method: method, salt: [UInt8](repeating: UInt8(ascii: "0"), count: 16),
            digest: [UInt8](repeating: 0, count: method.digestBytes))
    }

    /// The text to store, every number of the method spelled out.
    public var text: String {
        method.text + "$" + String(decoding: salt, as: UTF8.self) + "$" + Self.hexadecimal(digest)
    }

    /// The method alone: a hash does not belong in a log.
    public var description: String { method.text }

    /// Shows what ``description`` does, so that `dump` prints no hash.
    public var customMirror: Mirror { Mirror(self, children: ["method": method.text]) }

    private func derive(_ password: [UInt8]) throws(WerkzeugHashError) -> SymmetricKey {
        // An empty array may have no address, which swift-crypto asks for. As HMAC's key one zero is the same as nothing.
        let password = password.isEmpty ? [0] : password
        do {
            switch method {
            case .scrypt(let rounds, let blockSize, let parallelism):
                return try KDF.Scrypt.deriveKey(
                    from: password, salt: salt, outputByteCount: method.digestBytes, rounds: rounds,
                    blockSize: blockSize, parallelism: parallelism)
            case .pbkdf2(let digest, let rounds):
                // Old hashes have fewer rounds than swift-crypto allows for new keys; this makes no new key.
                return try KDF.Insecure.PBKDF2.deriveKey(
                    from: password, salt: salt, using: digest.function, outputByteCount: method.digestBytes,
                    unsafeUncheckedRounds: rounds)
            }
        } catch {
            throw WerkzeugHashError(.derivationFailed)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Nil for an odd number of digits and for any byte that is not a digit or a small letter up to `f`.
    private static func bytes(hexadecimal text: ArraySlice<UInt8>) -> [UInt8]? {
        let values = text.compactMap { digits.firstIndex(of: $0).map(UInt8.init) }
        guard values.count == text.count, values.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }
}
