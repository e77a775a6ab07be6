#if Server
import MapaeJOSE

/// The kind of a key, by what its algorithm needs.
enum KeyKind: CustomStringConvertible {
    case secret, rsa, ec, ed25519

    init(_ algorithm: JWSAlgorithm) {
        switch algorithm {
        case .hs256, .hs384, .hs512: self = .secret
        case .es256, .es384, .es512: self = .ec
        case .edDSA, .ed25519: self = .ed25519
        default: self = .rsa
        }
    }

    var description: String {
        switch self {
        case .secret: "oct"
        case .rsa: "RSA"
        case .ec: "EC"
        case .ed25519: "Ed25519"
        }
    }
}
#endif
