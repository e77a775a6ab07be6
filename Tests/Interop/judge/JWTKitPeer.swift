import Foundation
import JWTKit
import MapaeJOSE

/// vapor/jwt-kit, asked with keys in the forms that ours are written in: private ones as PEM, public ones as JWK.
struct JWTKitPeer {
    func sign(_ key: SigningKey, _ payload: [UInt8]) async throws -> String {
        let claims = try JSONDecoder().decode(PeerClaims.self, from: Data(payload))
        let keys = JWTKeyCollection()
        try await Self.add(key, to: keys)
        return try await keys.sign(claims)
    }

    func verify(_ token: String, with jwk: JSONObject) async throws -> JSONValue {
        let keys = JWTKeyCollection()
        if jwk["kty"]?.string == "oct" {
            try await Self.add(SigningKey(jwk: jwk), to: keys)
        } else {
            let json = try JSONValue.object(jwk).serialized()
            try await keys.add(jwk: JSONDecoder().decode(JWK.self, from: Data(json)))
        }
        let claims = try await keys.verify(token, as: PeerClaims.self)
        return try JSONValue(parsing: Array(JSONEncoder().encode(claims)))
    }

    private static func add(_ key: SigningKey, to keys: JWTKeyCollection) async throws {
        switch key.algorithm {
        case .hs256: try await keys.add(hmac: secret(key), digestAlgorithm: .sha256)
        case .hs384: try await keys.add(hmac: secret(key), digestAlgorithm: .sha384)
        case .hs512: try await keys.add(hmac: secret(key), digestAlgorithm: .sha512)
        case .rs256: try await keys.add(rsa: rsa(key), digestAlgorithm: .sha256)
        case .rs384: try await keys.add(rsa: rsa(key), digestAlgorithm: .sha384)
        case .rs512: try await keys.add(rsa: rsa(key), digestAlgorithm: .sha512)
        case .ps256: try await keys.add(pss: rsa(key), digestAlgorithm: .sha256)
        case .ps384: try await keys.add(pss: rsa(key), digestAlgorithm: .sha384)
        case .ps512: try await keys.add(pss: rsa(key), digestAlgorithm: .sha512)
        case .es256: try await keys.add(ecdsa: ES256PrivateKey(pem: key.privatePEM()))
        case .es384: try await keys.add(ecdsa: ES384PrivateKey(pem: key.privatePEM()))
        case .es512: try await keys.add(ecdsa: ES512PrivateKey(pem: key.privatePEM()))
        case .edDSA: try await keys.add(eddsa: EdDSA.PrivateKey(pem: key.privatePEM()))
        default: throw BadRequest("jwt-kit does not know \(key.algorithm)")
        }
    }

    private static func rsa(_ key: SigningKey) throws -> Insecure.RSA.PrivateKey {
        try Insecure.RSA.PrivateKey(pem: key.privatePEM())
    }

    private static func secret(_ key: SigningKey) throws -> HMACKey {
        guard let text = try key.privateJWK()["k"]?.string, let bytes = Base64URL.decode(text) else {
            throw BadRequest("no secret")
        }
        return HMACKey(from: bytes)
    }
}
