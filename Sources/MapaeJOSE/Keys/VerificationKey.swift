/// A key that checks signatures, bound to exactly one algorithm for ever (RFC 8725 §3.1).
///
/// It holds nothing that could sign, unless its algorithm is symmetric; then it cannot be written.
public struct VerificationKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// The one algorithm.
    public let algorithm: JWSAlgorithm
    /// The `kid` by which tokens name the key. A key without one checks only tokens without one.
    public let keyID: String?
    let primitive: VerificationPrimitive
    /// How many bytes a signature has; asked once, as RSA has to look for it.
    let signatureCount: Int

    init(algorithm: JWSAlgorithm, keyID: String?, primitive: VerificationPrimitive) {
        self.algorithm = algorithm
        self.keyID = keyID
        self.primitive = primitive
        self.signatureCount = primitive.signatureCount
    }

    /// The same key under another `kid`.
    /// - Parameter id: 1 to 256 bytes without control characters, or `nil` for none.
    /// - Throws: ``JOSEError`` `invalid_key_id`.
    public func withKeyID(_ id: String?) throws(JOSEError) -> VerificationKey {
        try KeyID.check(id)
        return VerificationKey(algorithm: algorithm, keyID: id, primitive: primitive)
    }

    /// The algorithm and the key id; nothing of the key itself.
    public var description: String { "\(algorithm) key \(keyID ?? "without id")" }

    /// Shows what ``description`` does, so that `dump` prints no key.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
