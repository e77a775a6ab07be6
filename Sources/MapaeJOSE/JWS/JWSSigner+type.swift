extension JWSSigner {
    /// Creates a signer of one kind of token.
    /// - Parameters:
    ///   - key: The key.
    ///   - type: The header's `typ`.
    package init(key: SigningKey, type: TokenMediaType) { self.init(key: key, type: type.description) }
}
