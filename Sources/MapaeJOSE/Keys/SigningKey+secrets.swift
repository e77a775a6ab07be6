import Crypto

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Keys that are shared secrets (RFC 7518 §3.2).
extension SigningKey {
    /// An HMAC-SHA-256 key from a secret text, whose UTF-8 bytes are the key.
    /// - Parameters:
    ///   - secret: At least 32 bytes of randomness; `openssl rand -base64 48` makes a good one.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: ``JOSEError`` `weak_secret` below 32 bytes (RFC 7518 §3.2), without variety, or known to everybody
    ///   (RFC 8725 §3.5); `not_a_secret` for the text of a PEM, DER or JWK key; `invalid_key_id`.
    public static func hs256(secret: String, keyID: String? = nil) throws(JOSEError) -> SigningKey {
        try hmac(.hs256, secret: Array(secret.utf8), keyID: keyID)
    }

    /// An HMAC-SHA-256 key from secret bytes.
    /// - Parameters:
    ///   - secret: At least 32 random bytes.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: As ``hs256(secret:keyID:)-(String,_)`` does.
    public static func hs256(secret: [UInt8], keyID: String? = nil) throws(JOSEError) -> SigningKey {
        try hmac(.hs256, secret: secret, keyID: keyID)
    }

    /// An HMAC-SHA-384 key from a secret text, whose UTF-8 bytes are the key.
    /// - Parameters:
    ///   - secret: At least 48 bytes of randomness.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: As ``hs256(secret:keyID:)-(String,_)`` does, below 48 bytes.
    public static func hs384(secret: String, keyID: String? = nil) throws(JOSEError) -> SigningKey {
        try hmac(.hs384, secret: Array(secret.utf8), keyID: keyID)
    }

    /// An HMAC-SHA-512 key from a secret text, whose UTF-8 bytes are the key.
    /// - Parameters:
    ///   - secret: At least 64 bytes of randomness.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: As ``hs256(secret:keyID:)-(String,_)`` does, below 64 bytes.
    public static func hs512(secret: String, keyID: String? = nil) throws(JOSEError) -> SigningKey {
        try hmac(.hs512, secret: Array(secret.utf8), keyID: keyID)
    }

    /// An HMAC-SHA-384 key from secret bytes.
    /// - Parameters:
    ///   - secret: At least 48 random bytes.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: As ``hs256(secret:keyID:)-(String,_)`` does, below 48 bytes.
    public static func hs384(secret: [UInt8], keyID: String? = nil) throws(JOSEError) -> SigningKey {
        try hmac(.hs384, secret: secret, keyID: keyID)
    }

    /// An HMAC-SHA-512 key from secret bytes.
    /// - Parameters:
    ///   - secret: At least 64 random bytes.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: As ``hs256(secret:keyID:)-(String,_)`` does, below 64 bytes.
    public static func hs512(secret: [UInt8], keyID: String? = nil) throws(JOSEError) -> SigningKey {
        try hmac(.hs512, secret: secret, keyID: keyID)
    }

    /// An HMAC-SHA-256 key from a secret of any strength: for a tutorial or a test, never for anything that matters.
    ///
    /// Whoever sees one token can try all short secrets against it, offline and billions a second.
    /// - Parameters:
    ///   - secret: At least one byte.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: ``JOSEError`` `weak_secret` when empty, `not_a_secret`, `invalid_key_id`.
    public static func insecureHS256(secret: String, keyID: String? = nil) throws(JOSEError) -> SigningKey {
        let bytes = Array(secret.utf8)
        if SecretBytes.isOtherKey(bytes) { throw JOSEError(.notASecret) }
        guard !bytes.isEmpty else { throw JOSEError(.weakSecret) }
        return try uncheckedHMAC(.sha256, .hs256, secret: bytes, keyID: keyID)
    }

    /// A key of an HMAC algorithm. The secret must have at least as many bytes as the hash (RFC 7518 §3.2).
    static func hmac(
        _ algorithm: JWSAlgorithm, secret: [UInt8], keyID: String?
    ) throws(JOSEError) -> SigningKey {
        guard case .hmac(let hash) = algorithm.row.family else { throw JOSEError(.wrongKeyAlgorithm) }
        try SecretBytes.check(secret, minimum: hash.byteCount)
        return try uncheckedHMAC(hash, algorithm, secret: secret, keyID: keyID)
    }

    /// A new HMAC-SHA-256 key of 32 random bytes, and those bytes so that it can be stored.
    /// - Parameter keyID: The `kid` of its tokens, 1 to 256 bytes, or `nil` for tokens without one.
    /// - Throws: ``JOSEError`` `invalid_key_id`.
    public static func generateHS256(keyID: String? = nil) throws(JOSEError) -> (key: SigningKey, secret: [UInt8]) {
        let key = try generateHMAC(.sha256, .hs256, keyID: keyID)
        guard case .hmac256(_, let secret) = key.primitive else { throw JOSEError(.signingFailed) }
        return (key, unsafe secret.withUnsafeBytes { unsafe Array($0) })
    }

    static func generateHMAC(
        _ hash: HashSize, _ algorithm: JWSAlgorithm, keyID: String?
    ) throws(JOSEError) -> SigningKey {
        var secret = RandomBytes.make(hash.byteCount)
        // What is generated here must be taken again when it comes back from a store.
        while (try? SecretBytes.check(secret, minimum: secret.count)) == nil {
            secret = RandomBytes.make(hash.byteCount)
        }
        return try uncheckedHMAC(hash, algorithm, secret: secret, keyID: keyID)
    }

    private static func uncheckedHMAC(
        _ hash: HashSize, _ algorithm: JWSAlgorithm, secret: [UInt8], keyID: String?
    ) throws(JOSEError) -> SigningKey {
        try KeyID.check(keyID)
        let kept = SymmetricKey(data: secret)
        let primitive: SigningPrimitive =
            switch hash {
            case .sha256: .hmac256(HMACState(key: secret), kept)
            case .sha384: .hmac384(HMACState(key: secret), kept)
            case .sha512: .hmac512(HMACState(key: secret), kept)
            }
        return SigningKey(algorithm: algorithm, keyID: keyID, primitive: primitive)
    }
}
