extension VerificationKey {
    /// Whether these bytes are this key's signature of those: for a face that reads tokens by other rules than this library's.
    /// - Parameters:
    ///   - signature: The signature as JWS has it (RFC 7515 §5.2), decoded.
    ///   - input: What is signed: header, dot and payload as they were sent.
    package func isSignature(_ signature: [UInt8], of input: [UInt8]) -> Bool {
        // A signature's length is public, so it may be refused before the work.
        guard signature.count == signatureCount else { return false }
        return unsafe input.withUnsafeBytes { input in
            unsafe signature.withUnsafeBytes { unsafe primitive.isValid($0, for: input) }
        }
    }
}
