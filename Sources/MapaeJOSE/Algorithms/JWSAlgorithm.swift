/// A signature algorithm of JOSE (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2). `none` is not one of them and cannot be
/// written.
///
/// Each algorithm is a row of one table; to add one is to add its identifier and its row, and, for a new family, what its
/// keys do.
public struct JWSAlgorithm: Sendable, Hashable, CustomStringConvertible, CaseIterable {
    enum Identifier: UInt8, Sendable, CaseIterable {
        case hs256, hs384, hs512, rs256, rs384, rs512, ps256, ps384, ps512, es256, es384, es512, edDSA, ed25519
    }

    /// What is known of an algorithm without a key.
    struct Row: Sendable {
        /// The `alg` value, compared byte by byte.
        let name: StaticString
        let family: Family
    }

    let identifier: Identifier

    var row: Row {
        switch identifier {
        case .hs256: Row(name: "HS256", family: .hmac(.sha256))
        case .hs384: Row(name: "HS384", family: .hmac(.sha384))
        case .hs512: Row(name: "HS512", family: .hmac(.sha512))
        case .rs256: Row(name: "RS256", family: .rsaPKCS1(.sha256))
        case .rs384: Row(name: "RS384", family: .rsaPKCS1(.sha384))
        case .rs512: Row(name: "RS512", family: .rsaPKCS1(.sha512))
        case .ps256: Row(name: "PS256", family: .rsaPSS(.sha256))
        case .ps384: Row(name: "PS384", family: .rsaPSS(.sha384))
        case .ps512: Row(name: "PS512", family: .rsaPSS(.sha512))
        case .es256: Row(name: "ES256", family: .ecdsa(.p256))
        case .es384: Row(name: "ES384", family: .ecdsa(.p384))
        case .es512: Row(name: "ES512", family: .ecdsa(.p521))
        case .edDSA: Row(name: "EdDSA", family: .ed25519)
        case .ed25519: Row(name: "Ed25519", family: .ed25519)
        }
    }

    /// HMAC with SHA-256 (RFC 7518 §3.2).
    public static let hs256 = Self(identifier: .hs256)
    /// HMAC with SHA-384 (RFC 7518 §3.2).
    public static let hs384 = Self(identifier: .hs384)
    /// HMAC with SHA-512 (RFC 7518 §3.2).
    public static let hs512 = Self(identifier: .hs512)
    /// RSA with PKCS #1 v1.5 padding and SHA-256 (RFC 7518 §3.3): what every client knows.
    public static let rs256 = Self(identifier: .rs256)
    /// RSA with PKCS #1 v1.5 padding and SHA-384 (RFC 7518 §3.3).
    public static let rs384 = Self(identifier: .rs384)
    /// RSA with PKCS #1 v1.5 padding and SHA-512 (RFC 7518 §3.3).
    public static let rs512 = Self(identifier: .rs512)
    /// RSA with PSS padding and SHA-256; the salt is as long as the hash (RFC 7518 §3.5).
    public static let ps256 = Self(identifier: .ps256)
    /// RSA with PSS padding and SHA-384; the salt is as long as the hash (RFC 7518 §3.5).
    public static let ps384 = Self(identifier: .ps384)
    /// RSA with PSS padding and SHA-512; the salt is as long as the hash (RFC 7518 §3.5).
    public static let ps512 = Self(identifier: .ps512)
    /// ECDSA on P-256 with SHA-256 (RFC 7518 §3.4).
    public static let es256 = Self(identifier: .es256)
    /// ECDSA on P-384 with SHA-384 (RFC 7518 §3.4).
    public static let es384 = Self(identifier: .es384)
    /// ECDSA on P-521 with SHA-512 (RFC 7518 §3.4).
    public static let es512 = Self(identifier: .es512)
    /// EdDSA, here always on Ed25519 (RFC 8037 §3.1). RFC 9864 §2.2 prefers ``ed25519``; most clients still say this.
    public static let edDSA = Self(identifier: .edDSA)
    /// EdDSA on Ed25519, fully specified (RFC 9864 §2.2).
    public static let ed25519 = Self(identifier: .ed25519)

    /// All algorithms that are offered.
    public static let allCases = Identifier.allCases.map(Self.init(identifier:))

    init(identifier: Identifier) { self.identifier = identifier }

    /// The algorithm of an `alg` value, or `nil` when it is not offered. The value is compared byte by byte.
    public init?(name: String) {
        guard let match = Self.allCases.first(where: { $0.description.utf8.elementsEqual(name.utf8) }) else {
            return nil
        }
        self = match
    }

    /// The `alg` value.
    public var description: String { row.name.description }

    /// Whether who checks a signature could also make one: the key is a shared secret (RFC 7518 §3.2).
    public var isSymmetric: Bool {
        if case .hmac = row.family { true } else { false }
    }

    /// The `kty` of its keys (RFC 7518 §6.1, RFC 8037 §2).
    var keyType: StaticString {
        switch row.family {
        case .hmac: "oct"
        case .rsaPKCS1, .rsaPSS: "RSA"
        case .ecdsa: "EC"
        case .ed25519: "OKP"
        }
    }
}
