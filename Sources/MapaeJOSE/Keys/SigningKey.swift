import Crypto

/// A key that signs tokens, bound to exactly one algorithm for ever (RFC 8725 §3.1).
///
/// ```swift
/// let key = try SigningKey.hs256(secret: Environment().require("JWT_SECRET_KEY"))
/// ```
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The one algorithm.
    public let algorithm: JWSAlgorithm
    /// The `kid` that tokens will carry, or `nil` for tokens without one.
    public let keyID: String?
    let primitive: KeyPrimitive

    /// The key that checks what this one signs.
    public var verificationKey: VerificationKey {
        VerificationKey(algorithm: algorithm, keyID: keyID, primitive: primitive)
    }

    /// An HMAC-SHA-256 key from a secret text, whose UTF-8 bytes are the key.
    /// - Parameters:
    ///   - secret: At least 32 bytes of randomness; `openssl rand -base64 48` makes a good one.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: ``JOSEError`` `weak_secret` below 32 bytes (RFC 7518 §3.2) or without variety, `not_a_secret` for the
    ///   text of a PEM, DER or JWK key, `invalid_key_id`.
    public static func hs256(secret: String, keyID: String? = nil) throws(JOSEError) -> SigningKey {
        try hs256(secret: Array(secret.utf8), keyID: keyID)
    }

    /// An HMAC-SHA-256 key from secret bytes.
    /// - Parameters:
    ///   - secret: At least 32 random bytes.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: As ``hs256(secret:keyID:)-(String,_)`` does.
    public static func hs256(secret: [UInt8], keyID: String? = nil) throws(JOSEError) -> SigningKey {
        try SecretBytes.check(secret, minimum: JWSAlgorithm.hs256.row.minimumSecretBytes)
        return try uncheckedHS256(secret, keyID: keyID)
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
        return try uncheckedHS256(bytes, keyID: keyID)
    }

    /// A new HMAC-SHA-256 key of 32 random bytes, and those bytes so that it can be stored.
    /// - Parameter keyID: The `kid` of its tokens, 1 to 256 bytes.
    /// - Throws: ``JOSEError`` `invalid_key_id`.
    public static func generateHS256(keyID: String? = nil) throws(JOSEError) -> (key: SigningKey, secret: [UInt8]) {
        var secret = RandomBytes.make(32)
        // What is generated here must be taken by ``hs256(secret:keyID:)`` when it comes back from a store.
        while (try? SecretBytes.check(secret, minimum: secret.count)) == nil { secret = RandomBytes.make(32) }
        return (try uncheckedHS256(secret, keyID: keyID), secret)
    }

    private static func uncheckedHS256(_ secret: [UInt8], keyID: String?) throws(JOSEError) -> SigningKey {
        try KeyID.check(keyID)
        let state = HMAC<SHA256>(key: SymmetricKey(data: secret))
        return SigningKey(algorithm: .hs256, keyID: keyID, primitive: .hmacSHA256(state))
    }

    /// The algorithm and the key id; nothing of the key itself.
    public var description: String { "\(algorithm) signing key \(keyID ?? "without id")" }

    /// Shows what ``description`` does, so that `dump` prints no key.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
