import Crypto
package import MapaeJOSE

/// Keys of all algorithms that everybody may know: those of RFC 7515 appendix A and RFC 8037 appendix A, so that the
/// tokens printed there verify, and one more for P-384. Nothing is random, so a crash can be replayed.
package enum FuzzKeys {
    /// The shared secret of RFC 7515 §A.1.1.
    private static let secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"

    private static let rsa = [
        "kty": "RSA", "e": "AQAB",
        "n": """
        ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4Ql\
        L-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUs\
        LA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoud\
        F8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ
        """,
    ]
    private static let p256 = [
        "kty": "EC", "crv": "P-256",
        "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
    ]
    private static let p384 = [
        "kty": "EC", "crv": "P-384",
        "x": "AdyjFSvKU7gp7K7naZer1ywEjyianzHdD1EB9NtlzbNRsXH-Dkk7JYpSSnEWrVPc",
        "y": "NZRe6cKpaI7j8dvykzVCedXwbtKa4DDvN6dB2TBBLOr6n4pjE4JjrQdyYLM7Bsfw",
    ]
    private static let p521 = [
        "kty": "EC", "crv": "P-521",
        "x": "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
        "y": "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2",
    ]
    private static let ed25519 = [
        "kty": "OKP", "crv": "Ed25519",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    ]

    /// The `kid` of one of the two HS256 keys; no other key has any.
    package static let keyID = "2024-07"

    /// A verifier with a key of every algorithm.
    package static let verifier = Property.require("the keys of the fuzz targets are good") {
        var keys = try [SigningKey(jwk: hmac("HS256", keyID: keyID)).verificationKey]
        for algorithm in JWSAlgorithm.allCases {
            let key =
                algorithm.isSymmetric
                ? try SigningKey(jwk: hmac("\(algorithm)", keyID: nil)).verificationKey
                : try VerificationKey(jwk: publicJWK(algorithm), algorithm: algorithm)
            keys.append(try key.withKeyID(nil))
        }
        return try JWSVerifier(keys: keys)
    }

    /// A token of any header and any payload whose HS256 signature is right.
    package static func sign(header: [UInt8], payload: [UInt8]) -> String {
        let signed = Base64URL.encode(header) + "." + Base64URL.encode(payload)
        let code = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: hmacKey)
        return signed + "." + Base64URL.encode(Array(code))
    }

    private static let hmacKey = SymmetricKey(data: Base64URL.decode(secret) ?? [])

    private static func hmac(_ algorithm: String, keyID: String?) -> JSONObject {
        var jwk: JSONObject = ["kty": "oct", "alg": .string(algorithm), "k": .string(secret)]
        if let keyID { jwk["kid"] = .string(keyID) }
        return jwk
    }

    private static func publicJWK(_ algorithm: JWSAlgorithm) -> JSONObject {
        let members =
            switch algorithm {
            case .es256: p256
            case .es384: p384
            case .es512: p521
            case .edDSA, .ed25519: ed25519
            default: rsa
            }
        var jwk = JSONObject()
        for (name, value) in members { jwk[name] = .string(value) }
        return jwk
    }
}
