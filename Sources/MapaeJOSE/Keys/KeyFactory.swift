import Crypto
import CryptoExtras

/// Makes keys from their numbers, whatever text those stood in. Everything that a key must be is checked here.
enum KeyFactory {
    /// An RSA public key for one algorithm.
    static func rsa(
        modulus: [UInt8], exponent: [UInt8], _ algorithm: JWSAlgorithm
    ) throws(JOSEError) -> VerificationPrimitive {
        try RSAChecks.check(modulus: modulus, exponent: exponent)
        guard let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent) else { throw JOSEError(.invalidKey) }
        return switch algorithm.row.family {
        case .rsaPKCS1(let hash): .rsaPKCS1(key, hash)
        case .rsaPSS(let hash): .rsaPSS(key, hash)
        default: throw JOSEError(.wrongKeyAlgorithm)
        }
    }

    /// An RSA private key for one algorithm.
    static func rsa(_ numbers: RSAPrivateNumbers, _ algorithm: JWSAlgorithm) throws(JOSEError) -> SigningPrimitive {
        try RSAChecks.check(modulus: numbers.modulus, exponent: numbers.exponent)
        let key = try numbers.key()
        return switch algorithm.row.family {
        case .rsaPKCS1(let hash): .rsaPKCS1(key, hash)
        case .rsaPSS(let hash): .rsaPSS(key, hash)
        default: throw JOSEError(.wrongKeyAlgorithm)
        }
    }

    /// A public point: that it lies on the curve and is not the point at infinity is checked by the library.
    static func ec(_ curve: EllipticCurve, x: [UInt8], y: [UInt8]) throws(JOSEError) -> VerificationPrimitive {
        guard x.count == curve.byteCount, y.count == curve.byteCount else { throw JOSEError(.invalidKey) }
        let raw = x + y
        let primitive: VerificationPrimitive? =
            switch curve {
            case .p256: (try? P256.Signing.PublicKey(rawRepresentation: raw)).map { .p256($0) }
            case .p384: (try? P384.Signing.PublicKey(rawRepresentation: raw)).map { .p384($0) }
            case .p521: (try? P521.Signing.PublicKey(rawRepresentation: raw)).map { .p521($0) }
            }
        guard let primitive else { throw JOSEError(.invalidKey) }
        return primitive
    }

    /// A private number of a curve.
    static func ec(_ curve: EllipticCurve, d: [UInt8]) throws(JOSEError) -> SigningPrimitive {
        guard d.count == curve.byteCount else { throw JOSEError(.invalidKey) }
        let primitive: SigningPrimitive? =
            switch curve {
            case .p256: (try? P256.Signing.PrivateKey(rawRepresentation: d)).map { .p256($0) }
            case .p384: (try? P384.Signing.PrivateKey(rawRepresentation: d)).map { .p384($0) }
            case .p521: (try? P521.Signing.PrivateKey(rawRepresentation: d)).map { .p521($0) }
            }
        guard let primitive else { throw JOSEError(.invalidKey) }
        return primitive
    }

    static func ed25519(x: [UInt8]) throws(JOSEError) -> VerificationPrimitive {
        try Ed25519Checks.check(x)
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x) else { throw JOSEError(.invalidKey) }
        return .ed25519(key)
    }

    static func ed25519(d: [UInt8]) throws(JOSEError) -> SigningPrimitive {
        guard d.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: d) else {
            throw JOSEError(.invalidKey)
        }
        return .ed25519(key)
    }
}
