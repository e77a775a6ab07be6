import Crypto
import CryptoExtras

extension SigningKey {
    /// A new key.
    ///
    /// ```swift
    /// let key = try SigningKey.generate(.es256)
    /// let stored = try key.privateJWK()
    /// ```
    /// RSA keys take a second or more to find, so make them off an event loop.
    /// - Parameters:
    ///   - algorithm: What it will sign with. A shared secret gets as many bytes as its hash.
    ///   - keyID: The `kid` of its tokens, 1 to 256 bytes; unless told, the key's thumbprint (RFC 7638), or 128 random bits
    ///     for a shared secret, as a thumbprint of one would help who guesses it (RFC 7638 §7).
    ///   - rsaBits: The size of an RSA key: 2048, 3072 or 4096.
    /// - Throws: ``JOSEError`` `invalid_key_id`; `weak_key` for another RSA size.
    public static func generate(
        _ algorithm: JWSAlgorithm, keyID: String? = nil, rsaBits: Int = 2048
    ) throws(JOSEError) -> SigningKey {
        let primitive: SigningPrimitive
        switch algorithm.row.family {
        case .hmac(let hash):
            return try generateHMAC(hash, algorithm, keyID: keyID ?? RandomBytes.identifier())
        case .rsaPKCS1(let hash): primitive = .rsaPKCS1(try generateRSA(rsaBits), hash)
        case .rsaPSS(let hash): primitive = .rsaPSS(try generateRSA(rsaBits), hash)
        case .ecdsa(.p256): primitive = .p256(P256.Signing.PrivateKey())
        case .ecdsa(.p384): primitive = .p384(P384.Signing.PrivateKey())
        case .ecdsa(.p521): primitive = .p521(P521.Signing.PrivateKey())
        case .ed25519: primitive = .ed25519(Curve25519.Signing.PrivateKey())
        }
        return try SigningKey(algorithm, primitive, keyIDOrThumbprint: keyID)
    }

    /// A key whose `kid` is its thumbprint unless told otherwise.
    init(_ algorithm: JWSAlgorithm, _ primitive: SigningPrimitive, keyIDOrThumbprint id: String?) throws(JOSEError) {
        try KeyID.check(id)
        self.init(
            algorithm: algorithm, keyID: id ?? JWKThumbprint.of(primitive.verification), primitive: primitive)
    }

    private static func generateRSA(_ bits: Int) throws(JOSEError) -> _RSA.Signing.PrivateKey {
        guard [2048, 3072, 4096].contains(bits) else { throw JOSEError(.weakKey) }
        do {
            return try _RSA.Signing.PrivateKey(keySize: .init(bitCount: bits))
        } catch {
            throw JOSEError(.signingFailed)
        }
    }
}
