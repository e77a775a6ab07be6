import CryptoExtras

/// The hash functions of Werkzeug's `pbkdf2`, under their names in Python's `hashlib`.
enum WerkzeugDigest: String, Sendable, Hashable {
    case sha1, sha224, sha256, sha384, sha512

    /// The length of a digest, in bytes.
    var bytes: Int {
        switch self {
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    var function: KDF.Insecure.PBKDF2.HashFunction {
        switch self {
        case .sha1: .insecureSHA1
        case .sha224: .insecureSHA224
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }
}
