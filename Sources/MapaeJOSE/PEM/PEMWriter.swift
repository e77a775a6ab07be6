import Crypto
import CryptoExtras
import SwiftASN1

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// PEM from keys.
enum PEMWriter {
    static func write(_ key: VerificationKey, _ format: PublicKeyFormat) throws(JOSEError) -> String {
        let numbers = try KeyNumbers(key.primitive)
        do {
            switch (format.kind, numbers) {
            case (.spki, _): return pem("PUBLIC KEY", try subjectPublicKeyInfo(numbers))
            case (.pkcs1, .rsa(let modulus, let exponent)):
                return pem("RSA PUBLIC KEY", rsaPublicKey(modulus, exponent))
            case (.pkcs1, _): throw JOSEError(.unsupportedKey)
            }
        } catch {
            throw error as? JOSEError ?? JOSEError(.invalidKey)
        }
    }

    static func write(_ key: SigningKey, _ format: PrivateKeyFormat) throws(JOSEError) -> String {
        let (identifier, inner) = try innerKey(key.primitive, namingCurve: format.kind == .sec1)
        do {
            switch (format.kind, identifier.kind) {
            case (.pkcs8, _): return pem("PRIVATE KEY", try privateKeyInfo(identifier, inner))
            case (.pkcs1, .rsa): return pem("RSA PRIVATE KEY", inner)
            case (.sec1, .ec): return pem("EC PRIVATE KEY", inner)
            default: throw JOSEError(.unsupportedKey)
            }
        } catch {
            throw error as? JOSEError ?? JOSEError(.invalidKey)
        }
    }

    private static func pem(_ type: String, _ der: [UInt8]) -> String {
        PEMDocument(type: type, derBytes: der).pemString + "\n"
    }

    /// What stands inside of PKCS #8, which for RSA and EC is a format of its own.
    private static func innerKey(
        _ primitive: SigningPrimitive, namingCurve: Bool
    ) throws(JOSEError) -> (KeyAlgorithmIdentifier, [UInt8]) {
        switch primitive {
        case .hmac256, .hmac384, .hmac512: throw JOSEError(.unsupportedKey)
        case .rsaPKCS1(let key, _), .rsaPSS(let key, _): return (.init(.rsa), Array(key.derRepresentation))
        case .p256(let key):
            return try ec(.p256, key.rawRepresentation, key.publicKey.rawRepresentation, namingCurve)
        case .p384(let key):
            return try ec(.p384, key.rawRepresentation, key.publicKey.rawRepresentation, namingCurve)
        case .p521(let key):
            return try ec(.p521, key.rawRepresentation, key.publicKey.rawRepresentation, namingCurve)
        case .ed25519(let key):
            return (.init(.ed25519), try der(ASN1OctetString(contentBytes: Array(key.rawRepresentation)[...])))
        }
    }

    private static func ec(
        _ curve: EllipticCurve, _ d: Data, _ point: Data, _ namingCurve: Bool
    ) throws(JOSEError) -> (KeyAlgorithmIdentifier, [UInt8]) {
        let key = SEC1PrivateKey(d: Array(d), curve: namingCurve ? curve : nil, point: [0x04] + Array(point))
        return (.init(.ec(curve)), try der(key))
    }

    private static func der(_ value: some DERSerializable) throws(JOSEError) -> [UInt8] {
        var serializer = DER.Serializer()
        do { try serializer.serialize(value) } catch { throw JOSEError(.invalidKey) }
        return serializer.serializedBytes
    }

    private static func privateKeyInfo(_ identifier: KeyAlgorithmIdentifier, _ inner: [UInt8]) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(0)
            try coder.serialize(identifier)
            try coder.serialize(ASN1OctetString(contentBytes: inner[...]))
        }
        return serializer.serializedBytes
    }

    /// The bits of a public key, as a SubjectPublicKeyInfo and a PKCS #8 of version 1 hold them.
    static func subjectPublicKey(_ numbers: KeyNumbers) -> [UInt8] {
        switch numbers {
        case .rsa(let modulus, let exponent): rsaPublicKey(modulus, exponent)
        case .ec(_, let x, let y): [0x04] + x + y
        case .ed25519(let x): x
        }
    }

    private static func subjectPublicKeyInfo(_ numbers: KeyNumbers) throws -> [UInt8] {
        let identifier: KeyAlgorithmIdentifier =
            switch numbers {
            case .rsa: .init(.rsa)
            case .ec(let curve, _, _): .init(.ec(curve))
            case .ed25519: .init(.ed25519)
            }
        let key = subjectPublicKey(numbers)
        var serializer = DER.Serializer()
        try serializer.appendConstructedNode(identifier: .sequence) { coder in
            try coder.serialize(identifier)
            try coder.serialize(ASN1BitString(bytes: key[...]))
        }
        return serializer.serializedBytes
    }

    /// RFC 8017 §A.1.1.
    private static func rsaPublicKey(_ modulus: [UInt8], _ exponent: [UInt8]) -> [UInt8] {
        var serializer = DER.Serializer()
        serializer.appendConstructedNode(identifier: .sequence) { coder in
            DERInteger.append(modulus, to: &coder)
            DERInteger.append(exponent, to: &coder)
        }
        return serializer.serializedBytes
    }
}
