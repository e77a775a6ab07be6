extension SigningKey {
    /// A private key from PEM: `PRIVATE KEY`, `RSA PRIVATE KEY` or `EC PRIVATE KEY`, not encrypted.
    ///
    /// ```swift
    /// let key = try SigningKey(pem: String(contentsOfFile: "key.pem", encoding: .utf8))
    /// ```
    /// - Parameters:
    ///   - pem: The text, at most 64 KiB, with exactly one key.
    ///   - algorithm: What it is for; unless told, RS256 for RSA, the curve's for EC, `EdDSA` for Ed25519.
    ///   - keyID: The `kid` of its tokens; unless told, the key's thumbprint (RFC 7638).
    /// - Throws: ``JOSEError``: `public_key` for a public one, `unsupported_key` for an encrypted key or another kind,
    ///   `mismatched_key`, `weak_key`, `wrong_key_algorithm`, `invalid_key`, `invalid_key_id`.
    public init(pem: String, algorithm: JWSAlgorithm? = nil, keyID: String? = nil) throws(JOSEError) {
        guard case .privateKey(let algorithm, let primitive) = try PEMReader.read(pem, algorithm) else {
            throw JOSEError(.publicKey)
        }
        try self.init(algorithm, primitive, keyIDOrThumbprint: keyID)
    }

    /// The private key as PEM, to be stored where secrets are stored. It is not encrypted.
    /// - Parameter format: `PRIVATE KEY` unless told.
    /// - Throws: ``JOSEError`` `unsupported_key` for a format that does not know this kind of key; no format knows shared
    ///   secrets.
    public func privatePEM(_ format: PrivateKeyFormat = .pkcs8) throws(JOSEError) -> String {
        try PEMWriter.write(self, format)
    }
}
