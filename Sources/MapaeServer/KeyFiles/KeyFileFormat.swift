#if Server
/// How the commands write keys.
public enum KeyFileFormat: String, Sendable, CaseIterable {
    /// One JSON Web Key (RFC 7517 §4).
    case jwk
    /// A set of them (RFC 7517 §5).
    case jwks
    /// PKCS #8, and SubjectPublicKeyInfo for public keys.
    case pem
    /// PKCS #1, for RSA alone.
    case pkcs1
    /// SEC 1, for private keys on elliptic curves alone.
    case sec1

    /// Whether a key's id and algorithm can be said in it.
    public var isJSON: Bool { self == .jwk || self == .jwks }
}
#endif
