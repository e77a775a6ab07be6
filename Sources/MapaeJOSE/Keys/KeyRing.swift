/// The keys of an issuer: one that signs, and those that check what was signed before or elsewhere.
///
/// Keys change without logging anyone out: the old key goes on checking until the last token that it signed has died.
/// ```swift
/// var ring = try KeyRing(signing: old)
/// let lastDeath = clock.now().advanced(by: policy.refreshTokenLifetime)
/// ring = try ring.rotated(to: .generate(.es256), retiringAt: lastDeath)
/// ```
public struct KeyRing: Sendable {
    /// A key that only checks.
    public struct Member: Sendable {
        /// The key.
        public let key: VerificationKey
        /// From when on it checks nothing any more, or `nil` for never.
        public let retiresAt: NumericDate?

        /// Creates a member.
        /// - Parameters:
        ///   - key: The key.
        ///   - retiresAt: From when on it checks nothing any more, or `nil` for never.
        public init(_ key: VerificationKey, retiresAt: NumericDate? = nil) {
            self.key = key
            self.retiresAt = retiresAt
        }
    }

    /// The key that signs new tokens, and checks them.
    public let signing: SigningKey
    /// The keys that only check: former ones with a date, coming ones that are published before they sign, other
    /// services' ones.
    public let checking: [Member]

    /// Creates a ring.
    /// - Parameters:
    ///   - signing: The key that signs.
    ///   - checking: The keys that only check.
    /// - Throws: ``JOSEError`` `duplicate_key_id`.
    public init(signing: SigningKey, checking: [Member] = []) throws(JOSEError) {
        try KeyID.checkUnique([signing.keyID] + checking.map(\.key.keyID))
        self.signing = signing
        self.checking = checking
    }

    /// The ring with a new key that signs; the present one goes on checking for a while.
    /// - Parameters:
    ///   - key: The new key. If it stands among those that check already, it moves from there.
    ///   - retiringAt: When the present key stops checking: not before the last token that it signed has expired.
    /// - Throws: ``JOSEError`` `duplicate_key_id`.
    public func rotated(to key: SigningKey, retiringAt: NumericDate) throws(JOSEError) -> KeyRing {
        let kept = checking.filter { !$0.key.isSame(as: key.verificationKey) }
        return try KeyRing(signing: key, checking: [Member(signing.verificationKey, retiresAt: retiringAt)] + kept)
    }

    /// The ring without the keys that check nothing any more.
    public func withoutRetired(at now: NumericDate) -> KeyRing {
        // Fewer keys than those that were unique cannot collide.
        (try? KeyRing(signing: signing, checking: checking.filter { $0.retiresAt.map { now < $0 } ?? true })) ?? self
    }

    /// What others need to check this ring's tokens. Shared secrets are left out.
    /// - Throws: Never in practice: the ids are unique already.
    public func publicKeys(at now: NumericDate) throws(JOSEError) -> JWKSet {
        let keys = [signing.verificationKey] + withoutRetired(at: now).checking.map(\.key)
        return try JWKSet(keys.filter { !$0.algorithm.isSymmetric })
    }
}
