import Crypto
import CryptoExtras

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a key signs with, one case a family of algorithms.
enum SigningPrimitive: Sendable {
    case hmac256(HMACState<SHA256>, SymmetricKey)
    case hmac384(HMACState<SHA384>, SymmetricKey)
    case hmac512(HMACState<SHA512>, SymmetricKey)
    case rsaPKCS1(_RSA.Signing.PrivateKey, HashSize)
    case rsaPSS(_RSA.Signing.PrivateKey, HashSize)
    case p256(P256.Signing.PrivateKey)
    case p384(P384.Signing.PrivateKey)
    case p521(P521.Signing.PrivateKey)
    case ed25519(Curve25519.Signing.PrivateKey)

    /// What checks its signatures.
    var verification: VerificationPrimitive {
        switch self {
        case .hmac256(let state, _): .hmac256(state)
        case .hmac384(let state, _): .hmac384(state)
        case .hmac512(let state, _): .hmac512(state)
        case .rsaPKCS1(let key, let hash): .rsaPKCS1(key.publicKey, hash)
        case .rsaPSS(let key, let hash): .rsaPSS(key.publicKey, hash)
        case .p256(let key): .p256(key.publicKey)
        case .p384(let key): .p384(key.publicKey)
        case .p521(let key): .p521(key.publicKey)
        case .ed25519(let key): .ed25519(key.publicKey)
        }
    }

    /// How many bytes each signature has.
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

    /// Appends the signature of `input` to `output`, which must have room for ``signatureCount`` more bytes.
    /// - Throws: ``JOSEError`` `signing_failed` when the cryptographic library refuses, which it does only when it is out
    ///   of memory or of randomness.
    func sign(_ input: UnsafeRawBufferPointer, into output: inout OutputSpan<UInt8>) throws(JOSEError) {
        do {
            switch self {
            case .hmac256(let state, _): unsafe Self.append(state.authenticate(input), to: &output)
            case .hmac384(let state, _): unsafe Self.append(state.authenticate(input), to: &output)
            case .hmac512(let state, _): unsafe Self.append(state.authenticate(input), to: &output)
            case .rsaPKCS1(let key, let hash):
                Self.append(try unsafe Self.signature(input, key, hash, .insecurePKCS1v1_5), to: &output)
            case .rsaPSS(let key, let hash):
                Self.append(try unsafe Self.signature(input, key, hash, .PSS), to: &output)
            case .p256(let key):
                Self.append(try unsafe key.signature(for: SHA256.hash(data: input)).rawRepresentation, to: &output)
            case .p384(let key):
                Self.append(try unsafe key.signature(for: SHA384.hash(data: input)).rawRepresentation, to: &output)
            case .p521(let key):
                Self.append(try unsafe key.signature(for: SHA512.hash(data: input)).rawRepresentation, to: &output)
            case .ed25519(let key):
                Self.append(try unsafe key.signature(for: input), to: &output)
            }
        } catch {
            throw JOSEError(.signingFailed)
        }
    }

    private static func signature(
        _ input: UnsafeRawBufferPointer, _ key: _RSA.Signing.PrivateKey, _ hash: HashSize,
        _ padding: _RSA.Signing.Padding
    ) throws -> Data {
        switch hash {
        case .sha256: try unsafe key.signature(for: SHA256.hash(data: input), padding: padding).rawRepresentation
        case .sha384: try unsafe key.signature(for: SHA384.hash(data: input), padding: padding).rawRepresentation
        case .sha512: try unsafe key.signature(for: SHA512.hash(data: input), padding: padding).rawRepresentation
        }
    }

    private static func append(_ bytes: some ContiguousBytes, to output: inout OutputSpan<UInt8>) {
        unsafe bytes.withUnsafeBytes { buffer in
            for index in 0..<buffer.count { unsafe output.append(buffer[index]) }
        }
    }
}
