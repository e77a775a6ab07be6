/// How a public key is written as PEM.
public struct PublicKeyFormat: Sendable, Hashable {
    enum Kind { case spki, pkcs1 }

    let kind: Kind

    /// `PUBLIC KEY`: SubjectPublicKeyInfo, for every kind of key (RFC 7468 §13).
    public static let spki = Self(kind: .spki)
    /// `RSA PUBLIC KEY`: PKCS #1, for RSA alone (RFC 8017 §A.1.1).
    public static let pkcs1 = Self(kind: .pkcs1)
}
