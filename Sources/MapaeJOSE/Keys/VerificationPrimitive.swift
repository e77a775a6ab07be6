import Crypto
import CryptoExtras

/// What a key checks with, one case a family of algorithms. An enum and not an existential: verifying must not box.
enum VerificationPrimitive: Sendable {
    case hmac256(HMACState<SHA256>)
    case hmac384(HMACState<SHA384>)
    case hmac512(HMACState<SHA512>)
    case rsaPKCS1(_RSA.Signing.PublicKey, HashSize)
    case rsaPSS(_RSA.Signing.PublicKey, HashSize)
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)

    /// How many bytes each signature has: never more, never fewer (RFC 7518 §3.4; RFC 8017 §8.1.2 step 1).
    var signatureCount: Int {
        switch self {
        case .hmac256: SHA256.byteCount
        case .hmac384: SHA384.byteCount
        case .hmac512: SHA512.byteCount
        case .rsaPKCS1(let key, _), .rsaPSS(let key, _): (key.keySizeInBits + 7) / 8
        case .p256: 2 * EllipticCurve.p256.byteCount
        case .p384: 2 * EllipticCurve.p384.byteCount
        case .p521: 2 * EllipticCurve.p521.byteCount
        case .ed25519: 64
        }
    }

    /// Whether `signature`, which must have ``signatureCount`` bytes, is right for `input`. Takes the same time for every
    /// wrong signature where a secret is involved.
    func isValid(_ signature: UnsafeRawBufferPointer, for input: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .hmac256(let state): return unsafe state.isValid(signature, for: input)
        case .hmac384(let state): return unsafe state.isValid(signature, for: input)
        case .hmac512(let state): return unsafe state.isValid(signature, for: input)
        case .rsaPKCS1(let key, let hash):
            return unsafe Self.isValid(signature, input, key, hash, .insecurePKCS1v1_5)
        case .rsaPSS(let key, let hash):
            return unsafe Self.isValid(signature, input, key, hash, .PSS)
        case .p256(let key):
            guard unsafe Self.hasNoZeroHalf(signature),
                let signature = try? unsafe P256.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return unsafe key.isValidSignature(signature, for: SHA256.hash(data: input))
        case .p384(let key):
            guard unsafe Self.hasNoZeroHalf(signature),
                let signature = try? unsafe P384.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return unsafe key.isValidSignature(signature, for: SHA384.hash(data: input))
        case .p521(let key):
            guard unsafe Self.hasNoZeroHalf(signature),
                let signature = try? unsafe P521.Signing.ECDSASignature(rawRepresentation: signature)
            else { return false }
            return unsafe key.isValidSignature(signature, for: SHA512.hash(data: input))
        case .ed25519(let key):
            return unsafe key.isValidSignature(signature, for: input)
        }
    }

    private static func isValid(
        _ signature: UnsafeRawBufferPointer, _ input: UnsafeRawBufferPointer, _ key: _RSA.Signing.PublicKey,
        _ hash: HashSize, _ padding: _RSA.Signing.Padding
    ) -> Bool {
        let signature = unsafe _RSA.Signing.RSASignature(rawRepresentation: signature)
        return switch hash {
        case .sha256: unsafe key.isValidSignature(signature, for: SHA256.hash(data: input), padding: padding)
        case .sha384: unsafe key.isValidSignature(signature, for: SHA384.hash(data: input), padding: padding)
        case .sha512: unsafe key.isValidSignature(signature, for: SHA512.hash(data: input), padding: padding)
        }
    }

    /// An r or an s of zero once passed for every message (CVE-2022-21449). The library refuses both too; this does not
    /// depend on it.
    private static func hasNoZeroHalf(_ signature: UnsafeRawBufferPointer) -> Bool {
        let half = signature.count / 2
        var (r, s): (UInt8, UInt8) = (0, 0)
        for index in 0..<half {
            unsafe r |= signature[index]
            unsafe s |= signature[half + index]
        }
        return r != 0 && s != 0
    }
}
