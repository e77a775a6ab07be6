/// A curve for ECDSA (RFC 7518 §6.2.1.1).
enum EllipticCurve: Sendable, CaseIterable {
    case p256, p384, p521

    /// The `crv` value.
    var name: StaticString {
        switch self {
        case .p256: "P-256"
        case .p384: "P-384"
        case .p521: "P-521"
        }
    }

    /// The bytes of a coordinate, of a private key, and of each half of a signature (RFC 7518 §6.2.1.2, §3.4).
    var byteCount: Int {
        switch self {
        case .p256: 32
        case .p384: 48
        case .p521: 66
        }
    }

    /// The one algorithm of its keys (RFC 7518 §3.4).
    var algorithm: JWSAlgorithm {
        switch self {
        case .p256: .es256
        case .p384: .es384
        case .p521: .es512
        }
    }
}
