extension SigningKey {
    /// A private key, or a shared secret, from a JWK (RFC 7517).
    ///
    /// Its algorithm is `alg`, or what you tell; without either, an `EC` or `OKP` key has the algorithm of its curve
    /// (`EdDSA` for Ed25519) and an `RSA` key has RS256, while an `oct` key is refused. Its `kid` is the JWK's, or the key's
    /// thumbprint (RFC 7638).
    /// - Parameters:
    ///   - jwk: The JSON text.
    ///   - algorithm: The algorithm, which must not differ from the JWK's own.
    /// - Throws: ``JOSEError``: `public_key` when there is nothing to sign with, `mismatched_key` when its numbers do not
    ///   belong together, `key_use` when `use` or `key_ops` say that it is for something else, `missing_key_algorithm`,
    ///   `unsupported_key`, `weak_key`, `weak_secret`, `wrong_key_algorithm`, `invalid_key`, and those of the JSON itself.
    public init(jwk: String, algorithm: JWSAlgorithm? = nil) throws(JOSEError) {
        self = try JWKReader.signingKey(JWKReader.object(Array(jwk.utf8)), algorithm)
    }

    /// A private key, or a shared secret, from a JWK that has been read.
    /// - Parameters:
    ///   - jwk: The members.
    ///   - algorithm: The algorithm, which must not differ from the JWK's own.
    /// - Throws: As ``init(jwk:algorithm:)-(String,_)`` does.
    public init(jwk: JSONObject, algorithm: JWSAlgorithm? = nil) throws(JOSEError) {
        self = try JWKReader.signingKey(jwk, algorithm)
    }

    /// The key with its private members, to be stored where secrets are stored. What others may see is
    /// ``verificationKey``, whose ``VerificationKey/jwk()`` has no private members at all.
    /// - Throws: ``JOSEError`` `invalid_key` when the cryptographic library does not give the numbers.
    public func privateJWK() throws(JOSEError) -> JSONObject { try JWKWriter.privateJWK(self) }
}
