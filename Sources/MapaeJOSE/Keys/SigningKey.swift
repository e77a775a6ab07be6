/// A key that signs tokens, bound to exactly one algorithm for ever (RFC 8725 §3.1).
///
/// ```swift
/// let secret = try SigningKey.hs256(secret: Environment().require("JWT_SECRET_KEY"))
/// let key = try SigningKey(pem: String(contentsOfFile: "key.pem", encoding: .utf8))
/// let fresh = try SigningKey.generate(.es256)
/// ```
public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The one algorithm.
    public let algorithm: JWSAlgorithm
    /// The `kid` that tokens will carry, or `nil` for tokens without one.
    public let keyID: String?
    let primitive: SigningPrimitive
    let signatureCount: Int
    /// The key that checks what this one signs. Of an asymmetric key it holds the public part alone.
    public let verificationKey: VerificationKey

    init(algorithm: JWSAlgorithm, keyID: String?, primitive: SigningPrimitive) {
        self.algorithm = algorithm
        self.keyID = keyID
        self.primitive = primitive
        self.signatureCount = primitive.signatureCount
        self.verificationKey = VerificationKey(
            algorithm: algorithm, keyID: keyID, primitive: primitive.verification)
    }

    /// The same key under another `kid`.
    /// - Parameter id: 1 to 256 bytes without control characters, or `nil` for none.
    /// - Throws: ``JOSEError`` `invalid_key_id`.
    public func withKeyID(_ id: String?) throws(JOSEError) -> SigningKey {
        try KeyID.check(id)
        return SigningKey(algorithm: algorithm, keyID: id, primitive: primitive)
    }

    /// The algorithm and the key id; nothing of the key itself.
    public var description: String { "\(algorithm) signing key \(keyID ?? "without id")" }

    /// Shows what ``description`` does, so that `dump` prints no key.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
