#if Server
public import MapaeJOSE

/// A key that was read from a file.
public struct KeyMaterial: Sendable {
    /// The key that signs, where the file holds one.
    public let signing: SigningKey?
    /// The key that checks.
    public let verification: VerificationKey
    /// Whether the file names the key's id, and it was not made from the key.
    public let hasOwnID: Bool

    init(_ key: SigningKey, hasOwnID: Bool) {
        self.signing = key
        self.verification = key.verificationKey
        self.hasOwnID = hasOwnID
    }

    init(_ key: VerificationKey, hasOwnID: Bool) {
        self.signing = nil
        self.verification = key
        self.hasOwnID = hasOwnID
    }

    /// The same key under another id.
    func withKeyID(_ id: String) throws(JOSEError) -> KeyMaterial {
        if let signing { return KeyMaterial(try signing.withKeyID(id), hasOwnID: true) }
        return KeyMaterial(try verification.withKeyID(id), hasOwnID: true)
    }
}
#endif
