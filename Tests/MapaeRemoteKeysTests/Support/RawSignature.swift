#if RemoteKeys
import Crypto
import Foundation
import MapaeJOSE

/// Signatures over any text, by swift-crypto alone, for tokens that `JWSSigner` never would make.
enum RawSignature {
    static func es256(_ input: String, _ key: SigningKey) throws -> String {
        let scalar = try key.privateJWK()["d"]?.string.flatMap(Base64URL.decode) ?? []
        let signature = try P256.Signing.PrivateKey(rawRepresentation: scalar).signature(for: Array(input.utf8))
        return Base64URL.encode(Array(signature.rawRepresentation))
    }

    static func hs256(_ input: String, secret: [UInt8]) -> String {
        Base64URL.encode(
            Array(HMAC<SHA256>.authenticationCode(for: Array(input.utf8), using: SymmetricKey(data: secret))))
    }
}
#endif
