package import MapaeJOSE

/// What must hold for every key that was read from anything.
package enum KeyProperties {
    package static func check(_ key: VerificationKey) {
        Property.check(!key.algorithm.isSymmetric, "a shared secret passes for a public key")
        let jwk = Property.require("a public key is written") { try key.jwk() }
        for name in ["d", "p", "q", "dp", "dq", "qi", "oth", "k"] {
            Property.check(jwk[name] == nil, "a public key is written with private members")
        }
        let again = Property.require("a written key is read") { try VerificationKey(jwk: jwk) }
        checkSame(key, again)
        for format in [PublicKeyFormat.spki, .pkcs1] {
            guard let pem = try? key.pem(format) else {
                Property.check(format == .pkcs1 && jwk["kty"]?.string != "RSA", "a key has no PEM")
                continue
            }
            checkSame(
                key,
                Property.require("written PEM is read") {
                    try VerificationKey(pem: pem, algorithm: key.algorithm, keyID: key.keyID)
                })
        }
    }

    package static func check(_ key: SigningKey) {
        let jwk = Property.require("a private key is written") { try key.privateJWK() }
        let again = Property.require("a written key is read") { try SigningKey(jwk: jwk) }
        checkSame(key, again)
        guard !key.algorithm.isSymmetric else { return }
        check(key.verificationKey)
        for format in [PrivateKeyFormat.pkcs8, .pkcs1, .sec1] {
            guard let pem = try? key.privatePEM(format) else {
                Property.check(format != .pkcs8, "a key has no PKCS #8")
                continue
            }
            checkSame(
                key,
                Property.require("written PEM is read") {
                    try SigningKey(pem: pem, algorithm: key.algorithm, keyID: key.keyID)
                })
        }
        // The private part must be the one that belongs to the public part.
        let token = Property.require("a key signs") { try JWSSigner(key: key).sign(Array("{}".utf8)) }
        _ = Property.require("a key checks what it signed") {
            try JWSVerifier(keys: [key.verificationKey]).verify(
                UnverifiedToken(token), at: NumericDate(seconds: 1_700_000_000))
        }
    }

    private static func checkSame(_ left: VerificationKey, _ right: VerificationKey) {
        Property.check(left.algorithm == right.algorithm, "a key changes its algorithm")
        Property.check(same(left.keyID, right.keyID), "a key changes its id")
        Property.check(left.thumbprint == right.thumbprint, "a key changes its numbers")
    }

    private static func checkSame(_ left: SigningKey, _ right: SigningKey) {
        Property.check(left.algorithm == right.algorithm, "a key changes its algorithm")
        Property.check(same(left.keyID, right.keyID), "a key changes its id")
        let written = [left, right].map { key in
            Property.require("a private key is written") { try JSONValue.object(key.privateJWK()).serialized() }
        }
        Property.check(written[0] == written[1], "a key changes its numbers")
    }

    private static func same(_ left: String?, _ right: String?) -> Bool {
        left.map { Array($0.utf8) } == right.map { Array($0.utf8) }
    }
}
