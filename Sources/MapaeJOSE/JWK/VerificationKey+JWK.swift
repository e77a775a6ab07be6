extension VerificationKey {
    /// A public key from a JWK (RFC 7517).
    ///
    /// Its algorithm is `alg`, or what you tell; without either, an `EC` or `OKP` key has the algorithm of its curve
    /// (`EdDSA` for Ed25519) and an `RSA` key has RS256. It never changes after that. Its `kid` is the JWK's, or the key's
    /// thumbprint (RFC 7638).
    /// - Parameters:
    ///   - jwk: The JSON text.
    ///   - algorithm: The algorithm, which must not differ from the JWK's own.
    /// - Throws: ``JOSEError``: `private_key` when it holds private members or is a shared secret, `key_use` when `use` or
    ///   `key_ops` say that it is for something else, `unsupported_key`, `weak_key`, `wrong_key_algorithm`,
    ///   `invalid_key`, and those of the JSON itself.
    public init(jwk: String, algorithm: JWSAlgorithm? = nil) throws(JOSEError) {
        self = try JWKReader.verificationKey(JWKReader.object(Array(jwk.utf8)), algorithm)
    }

    /// A public key from a JWK that has been read, such as a claim `cnf` holds (RFC 7800).
    /// - Parameters:
    ///   - jwk: The members.
    ///   - algorithm: The algorithm, which must not differ from the JWK's own.
    /// - Throws: As ``init(jwk:algorithm:)-(String,_)`` does.
    public init(jwk: JSONObject, algorithm: JWSAlgorithm? = nil) throws(JOSEError) {
        self = try JWKReader.verificationKey(jwk, algorithm)
    }

    /// The key as a JWK: `kty`, `use`, `alg`, `kid` and the public numbers.
    /// - Throws: ``JOSEError`` `no_public_form` for a shared secret, which is never published.
    public func jwk() throws(JOSEError) -> JSONObject { try JWKWriter.publicJWK(self) }

    /// SHA-256 of the key's public numbers in base64url (RFC 7638), `nil` for a shared secret.
    public var thumbprint: String? { JWKThumbprint.of(primitive) }
}
