/// Checks signatures with a fixed set of keys. Synchronous, without I/O, safe to share.
///
/// The token never chooses what is done with it: its `kid` may name one of the keys, its `alg` must then be that key's,
/// and keys or addresses of keys in its header are not looked at (RFC 8725 §3.1, §3.10).
public struct JWSVerifier: Sendable {
    /// The keys, in the order in which they are tried for tokens without `kid`.
    public let keys: [VerificationKey]

    /// How many keys a token without `kid` may cost.
    private static let triesWithoutKeyID = 4

    /// Creates a verifier.
    /// - Parameter keys: At least one key; no two with one id.
    /// - Throws: ``JOSEError`` `no_keys`, `duplicate_key_id`.
    public init(keys: [VerificationKey]) throws(JOSEError) {
        guard !keys.isEmpty else { throw JOSEError(.noKeys) }
        let ids = keys.compactMap { $0.keyID.map { Array($0.utf8) } }
        guard Set(ids).count == ids.count else { throw JOSEError(.duplicateKeyID) }
        self.keys = keys
    }

    /// Checks a token's signature.
    /// - Parameter token: A token that has been read.
    /// - Throws: ``JOSEError``: what the header demands, an unknown key, another algorithm, or a wrong signature.
    public func verify(_ token: UnverifiedToken) throws(JOSEError) -> VerifiedJWS {
        let header = token.header
        if let refusal = header.refusal { throw JOSEError(refusal) }
        guard header.algorithm != .none else { throw JOSEError(.missingAlgorithm) }
        if header.keyID != .none {
            let bytes = token.bytes.span
            guard let key = keys.first(where: { Self.hasID($0, bytes.extracting(header.keyID.range)) }) else {
                throw JOSEError(.unknownKey)
            }
            guard Self.isForAlgorithm(key, token) else { throw Self.algorithmError(token) }
            guard Self.isSigned(token, by: key) else { throw JOSEError(.invalidSignature) }
            return VerifiedJWS(token, key: key)
        }
        return try verifyWithoutKeyID(token)
    }

    private func verifyWithoutKeyID(_ token: UnverifiedToken) throws(JOSEError) -> VerifiedJWS {
        var tries = 0
        for key in keys where tries < Self.triesWithoutKeyID && Self.isForAlgorithm(key, token) {
            tries += 1
            if Self.isSigned(token, by: key) { return VerifiedJWS(token, key: key) }
        }
        throw tries == 0 ? Self.algorithmError(token) : JOSEError(.invalidSignature)
    }

    private static func hasID(_ key: VerificationKey, _ inside: Span<UInt8>) -> Bool {
        key.keyID.map { JSONText.equals(inside, $0) } ?? false
    }

    private static func isForAlgorithm(_ key: VerificationKey, _ token: UnverifiedToken) -> Bool {
        JSONText.equals(token.bytes.span.extracting(token.header.algorithm.range), key.algorithm.row.name)
    }

    /// Tells a known algorithm that is not the key's from one that is not offered at all.
    private static func algorithmError(_ token: UnverifiedToken) -> JOSEError {
        let inside = token.bytes.span.extracting(token.header.algorithm.range)
        let offered = JWSAlgorithm.allCases.contains { JSONText.equals(inside, $0.row.name) }
        return JOSEError(offered ? .algorithmMismatch : .unsupportedAlgorithm)
    }

    private static func isSigned(_ token: UnverifiedToken, by key: VerificationKey) -> Bool {
        // A signature's length is public, so it may be refused before the work.
        guard token.bytes.count - token.payloadEnd == key.primitive.signatureCount else { return false }
        let signed = token.text.utf8.span.extracting(first: token.signedCount)
        let signature = token.bytes.span.extracting(droppingFirst: token.payloadEnd)
        return unsafe signed.withUnsafeBytes { input in
            unsafe signature.withUnsafeBytes { unsafe key.primitive.isValid($0, for: input) }
        }
    }
}
