/// How a private key is written as PEM.
public struct PrivateKeyFormat: Sendable, Hashable {
    enum Kind { case pkcs8, pkcs1, sec1 }

    let kind: Kind

    /// `PRIVATE KEY`: PKCS #8, for every kind of key (RFC 5958).
    public static let pkcs8 = Self(kind: .pkcs8)
    /// `RSA PRIVATE KEY`: PKCS #1, for RSA alone (RFC 8017 §A.1.2).
    public static let pkcs1 = Self(kind: .pkcs1)
    /// `EC PRIVATE KEY`: SEC 1, for elliptic curves alone (RFC 5915).
    public static let sec1 = Self(kind: .sec1)
}
