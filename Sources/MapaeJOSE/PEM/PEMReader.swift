import Crypto
import SwiftASN1

/// Keys from PEM: PKCS #8, PKCS #1, SEC 1 and SubjectPublicKeyInfo (RFC 7468, RFC 5958, RFC 8017 §A.1, RFC 5915,
/// RFC 5280 §4.1.2.7, RFC 8410).
enum PEMReader {
    static let maximumBytes = 64 * 1024

    /// What a text holds.
    enum Content {
        case privateKey(JWSAlgorithm, SigningPrimitive)
        case publicKey(JWSAlgorithm, VerificationPrimitive)
    }

    /// The one key of a text; text around it and EC parameters before it are stepped over.
    static func read(_ text: String, _ told: JWSAlgorithm?) throws(JOSEError) -> Content {
        guard text.utf8.count <= maximumBytes, let documents = try? PEMDocument.parseMultiple(pemString: text) else {
            // OpenSSL's old way of encrypting puts headers into the text, which are no base64.
            throw JOSEError(text.utf8.count <= maximumBytes && hasHeaders(text) ? .unsupportedKey : .invalidKey)
        }
        let keys = documents.filter { $0.discriminator != "EC PARAMETERS" }
        guard let document = keys.first, keys.count == 1 else { throw JOSEError(.invalidKey) }
        // RFC 7468 §3: labels are ASCII; Swift's == would take a Kelvin sign for the K of KEY.
        guard document.discriminator.utf8.allSatisfy({ $0 < 0x80 }) else { throw JOSEError(.unsupportedKey) }
        return try read(document.derBytes, document.discriminator, told)
    }

    private static func hasHeaders(_ text: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: "Proc-Type:".utf8) }
    }

    private static func read(
        _ der: [UInt8], _ type: String, _ told: JWSAlgorithm?
    ) throws(JOSEError) -> Content {
        switch type {
        case "PRIVATE KEY": return try privateKeyInfo(der, told)
        case "PUBLIC KEY": return try publicKeyInfo(der, told)
        case "RSA PRIVATE KEY":
            let algorithm = told ?? .rs256
            return .privateKey(algorithm, try KeyFactory.rsa(RSAPrivateNumbers(pkcs1: der), algorithm))
        case "RSA PUBLIC KEY": return try rsaPublicKey(der, told)
        case "EC PRIVATE KEY": return try ecPrivateKey(der, curve: nil, told)
        default: throw JOSEError(.unsupportedKey)
        }
    }

    /// RFC 5958 §2: version 0, or 1 with the public key, which must be this key's. Attributes say nothing that is needed.
    private static func privateKeyInfo(_ der: [UInt8], _ told: JWSAlgorithm?) throws(JOSEError) -> Content {
        guard let info = try? PrivateKeyInfo(derEncoded: der) else { throw JOSEError(.invalidKey) }
        let content = try privateKey(info.identifier, info.key, told)
        if let publicKey = info.publicKey {
            guard case .privateKey(_, let primitive) = content,
                try publicKey == PEMWriter.subjectPublicKey(KeyNumbers(primitive.verification))
            else { throw JOSEError(.mismatchedKey) }
        }
        return content
    }

    private static func privateKey(
        _ identifier: KeyAlgorithmIdentifier, _ key: [UInt8], _ told: JWSAlgorithm?
    ) throws(JOSEError) -> Content {
        switch identifier.kind {
        case .rsa:
            let algorithm = told ?? .rs256
            return .privateKey(algorithm, try KeyFactory.rsa(RSAPrivateNumbers(pkcs1: key), algorithm))
        case .ec(let curve): return try ecPrivateKey(key, curve: curve, told)
        case .ed25519:
            // RFC 8410 §7: the 32 bytes are an OCTET STRING once more.
            guard let d = try? ASN1OctetString(derEncoded: key) else { throw JOSEError(.invalidKey) }
            let algorithm = try bind(told, .edDSA)
            return .privateKey(algorithm, try KeyFactory.ed25519(d: Array(d.bytes)))
        case .unknown: throw JOSEError(.unsupportedKey)
        }
    }

    /// RFC 5280 §4.1.2.7.
    private static func publicKeyInfo(_ der: [UInt8], _ told: JWSAlgorithm?) throws(JOSEError) -> Content {
        let read = try? DER.sequence(DER.parse(der), identifier: .sequence) { nodes in
            let algorithm = try KeyAlgorithmIdentifier(derEncoded: &nodes)
            let key = try ASN1BitString(derEncoded: &nodes)
            guard key.paddingBits == 0 else { throw JOSEError(.invalidKey) }
            return (algorithm, Array(key.bytes))
        }
        guard let (identifier, key) = read else { throw JOSEError(.invalidKey) }
        switch identifier.kind {
        case .rsa: return try rsaPublicKey(key, told)
        case .ec(let curve):
            // SEC 1 §2.3.3: 04, x, y. A compressed point has another first byte and is refused by its length.
            guard key.first == 0x04, key.count == 1 + 2 * curve.byteCount else { throw JOSEError(.invalidKey) }
            let x = Array(key[1...curve.byteCount])
            let y = Array(key[(1 + curve.byteCount)...])
            return .publicKey(try bind(told, curve.algorithm), try KeyFactory.ec(curve, x: x, y: y))
        case .ed25519: return .publicKey(try bind(told, .edDSA), try KeyFactory.ed25519(x: key))
        case .unknown: throw JOSEError(.unsupportedKey)
        }
    }

    private static func rsaPublicKey(_ der: [UInt8], _ told: JWSAlgorithm?) throws(JOSEError) -> Content {
        guard let read = try? DERInteger.sequence(der), read.count == 2 else { throw JOSEError(.invalidKey) }
        let algorithm = told ?? .rs256
        return .publicKey(algorithm, try KeyFactory.rsa(modulus: read[0], exponent: read[1], algorithm))
    }

    /// RFC 5915 §3.
    /// - Parameter curve: The curve that stands around the key; without one the key must name its own.
    private static func ecPrivateKey(
        _ der: [UInt8], curve: EllipticCurve?, _ told: JWSAlgorithm?
    ) throws(JOSEError) -> Content {
        guard let key = try? SEC1PrivateKey(derEncoded: der) else { throw JOSEError(.invalidKey) }
        if key.namesUnknownCurve { throw JOSEError(.unsupportedKey) }
        guard let found = curve ?? key.curve else { throw JOSEError(.invalidKey) }
        guard (key.curve ?? found) == found else { throw JOSEError(.mismatchedKey) }
        let primitive = try KeyFactory.ec(found, d: key.d)
        if let point = key.point {
            guard case .ec(_, let x, let y) = try KeyNumbers(primitive.verification), point == [0x04] + x + y else {
                throw JOSEError(.mismatchedKey)
            }
        }
        return .privateKey(try bind(told, found.algorithm), primitive)
    }

    /// An EC or OKP key has one family of algorithms; what a program tells must belong to it.
    private static func bind(_ told: JWSAlgorithm?, _ natural: JWSAlgorithm) throws(JOSEError) -> JWSAlgorithm {
        guard let told else { return natural }
        guard told.row.family == natural.row.family else { throw JOSEError(.wrongKeyAlgorithm) }
        return told
    }
}
