import Crypto
import CryptoExtras

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The public numbers of a key, as every text of it needs them.
enum KeyNumbers: Equatable {
    case rsa(modulus: [UInt8], exponent: [UInt8])
    case ec(EllipticCurve, x: [UInt8], y: [UInt8])
    case ed25519(x: [UInt8])

    /// - Throws: ``JOSEError`` `no_public_form` for a shared secret.
    init(_ primitive: VerificationPrimitive) throws(JOSEError) {
        switch primitive {
        case .hmac256, .hmac384, .hmac512: throw JOSEError(.noPublicForm)
        case .rsaPKCS1(let key, _), .rsaPSS(let key, _):
            guard let numbers = try? key.getKeyPrimitives() else { throw JOSEError(.invalidKey) }
            self = .rsa(modulus: Array(numbers.modulus), exponent: Array(numbers.publicExponent))
        case .p256(let key): self = Self.ec(.p256, raw: key.rawRepresentation)
        case .p384(let key): self = Self.ec(.p384, raw: key.rawRepresentation)
        case .p521(let key): self = Self.ec(.p521, raw: key.rawRepresentation)
        case .ed25519(let key): self = .ed25519(x: Array(key.rawRepresentation))
        }
    }

    private static func ec(_ curve: EllipticCurve, raw: Data) -> KeyNumbers {
        .ec(curve, x: Array(raw.prefix(curve.byteCount)), y: Array(raw.suffix(curve.byteCount)))
    }
}
