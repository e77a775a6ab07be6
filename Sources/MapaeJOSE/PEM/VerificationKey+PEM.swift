extension VerificationKey {
    /// A public key from PEM: `PUBLIC KEY` or `RSA PUBLIC KEY`.
    ///
    /// ```swift
    /// let key = try VerificationKey(pem: String(contentsOfFile: "issuer.pem", encoding: .utf8))
    /// ```
    /// - Parameters:
    ///   - pem: The text, at most 64 KiB, with exactly one key.
    ///   - algorithm: What it is for; unless told, RS256 for RSA, the curve's for EC, `EdDSA` for Ed25519.
    ///   - keyID: The `kid` of its tokens; unless told, the key's thumbprint (RFC 7638).
    /// - Throws: ``JOSEError``: `private_key` for a private one, `unsupported_key` for a certificate, an encrypted key or
    ///   another kind, `weak_key`, `wrong_key_algorithm`, `invalid_key`, `invalid_key_id`.
    public init(pem: String, algorithm: JWSAlgorithm? = nil, keyID: String? = nil) throws(JOSEError) {
        try KeyID.check(keyID)
        guard case .publicKey(let algorithm, let primitive) = try PEMReader.read(pem, algorithm) else {
            throw JOSEError(.privateKey)
        }
        self.init(algorithm: algorithm, keyID: keyID ?? JWKThumbprint.of(primitive), primitive: primitive)
    }

    /// The key as PEM.
    /// - Parameter format: `PUBLIC KEY` unless told.
    /// - Throws: ``JOSEError`` `no_public_form` for a shared secret, `unsupported_key` for a format that does not know this
    ///   kind of key.
    public func pem(_ format: PublicKeyFormat = .spki) throws(JOSEError) -> String {
        try PEMWriter.write(self, format)
    }
}
