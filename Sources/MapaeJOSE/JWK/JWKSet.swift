/// Public keys that somebody publishes (RFC 7517 §5). It holds nothing that could sign.
public struct JWKSet: Sendable {
    /// The keys that check signatures, in their order; no two with one `kid`.
    public let keys: [VerificationKey]
    /// How many members of the set were left out: of an unknown kind, for encryption, symmetric, private, weak or
    /// malformed. The rest stays usable (RFC 7517 §5).
    public let skipped: Int

    /// Reads a set.
    /// - Parameters:
    ///   - json: The JSON text, at most 512 KiB.
    ///   - algorithms: What keys without `alg` are for: the first of these that fits the key. Where none fits, and unless
    ///     told, an `EC` or `OKP` key has the algorithm of its curve and an `RSA` key has RS256.
    /// - Throws: ``JOSEError``: `invalid_key_set` when it has no array `keys`, `duplicate_key_id` when two of its keys have
    ///   one `kid`, so that a token could mean either, and those of the JSON itself.
    public init(parsing json: [UInt8], algorithms: [JWSAlgorithm] = []) throws(JOSEError) {
        guard let elements = try JWKReader.object(json)["keys"]?.array else { throw JOSEError(.invalidKeySet) }
        let keys = elements.compactMap { element in
            element.object.flatMap { Self.key($0, algorithms) }
        }
        try self.init(keys, skipped: elements.count - keys.count)
    }

    private static func key(_ object: JSONObject, _ algorithms: [JWSAlgorithm]) -> VerificationKey? {
        if object["alg"] == nil {
            for algorithm in algorithms {
                if let key = try? JWKReader.verificationKey(object, algorithm) { return key }
            }
        }
        return try? JWKReader.verificationKey(object, nil)
    }

    /// Makes a set of keys.
    /// - Parameter keys: Asymmetric keys, no two with one id.
    /// - Throws: ``JOSEError`` `duplicate_key_id`; `no_public_form` for a shared secret.
    public init(_ keys: [VerificationKey]) throws(JOSEError) {
        guard !keys.contains(where: \.algorithm.isSymmetric) else { throw JOSEError(.noPublicForm) }
        try self.init(keys, skipped: 0)
    }

    private init(_ keys: [VerificationKey], skipped: Int) throws(JOSEError) {
        try KeyID.checkUnique(keys.map(\.keyID))
        self.keys = keys
        self.skipped = skipped
    }

    /// The set as JSON, in UTF-8.
    /// - Throws: ``JOSEError`` `invalid_key` when the cryptographic library does not give a key's numbers.
    public func serialized() throws(JOSEError) -> [UInt8] {
        var elements: [JSONValue] = []
        for key in keys { elements.append(.object(try key.jwk())) }
        return try JSONValue.object(["keys": .array(elements)]).serialized()
    }
}
