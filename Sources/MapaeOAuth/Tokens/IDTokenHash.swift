import Crypto
import MapaeJOSE

/// `at_hash`: the left half of a token's hash, with the hash of the ID token's algorithm (OpenID Connect Core §3.1.3.6).
enum IDTokenHash {
    static func of(_ token: String, _ algorithm: JWSAlgorithm) -> String {
        let bytes = Array(token.utf8)
        let hash: [UInt8] =
            switch algorithm {
            case .rs384, .ps384, .es384, .hs384: Array(SHA384.hash(data: bytes))
            // Ed25519 hashes with SHA-512 itself, which is what its users agreed upon.
            case .rs512, .ps512, .es512, .hs512, .edDSA, .ed25519: Array(SHA512.hash(data: bytes))
            default: Array(SHA256.hash(data: bytes))
            }
        return Base64URL.encode(Array(hash.prefix(hash.count / 2)))
    }
}
