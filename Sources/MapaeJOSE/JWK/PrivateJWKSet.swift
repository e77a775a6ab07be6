/// Private keys and shared secrets as one text (RFC 7517 §5): a file of an issuer's own, never something to publish.
///
/// Unlike ``JWKSet`` it leaves nothing out: who loads their own keys must learn of the one that cannot be used.
public struct PrivateJWKSet: Sendable {
    /// The keys in their order; no two with one `kid`.
    public let keys: [SigningKey]

    /// Reads a set.
    /// - Parameter json: The JSON text, at most 512 KiB.
    /// - Throws: ``JOSEError``: `invalid_key_set` when it has no array `keys` of objects, `duplicate_key_id`, and whatever is
    ///   wrong with any of its keys.
    public init(parsing json: [UInt8]) throws(JOSEError) {
        guard let elements = try JWKReader.object(json)["keys"]?.array else { throw JOSEError(.invalidKeySet) }
        var keys: [SigningKey] = []
        for element in elements {
            guard let object = element.object else { throw JOSEError(.invalidKeySet) }
            keys.append(try SigningKey(jwk: object))
        }
        try self.init(keys)
    }

    /// Makes a set of keys.
    /// - Parameter keys: No two with one id.
    /// - Throws: ``JOSEError`` `duplicate_key_id`.
    public init(_ keys: [SigningKey]) throws(JOSEError) {
        try KeyID.checkUnique(keys.map(\.keyID))
        self.keys = keys
    }

    /// The set as JSON with all private members, in UTF-8.
    /// - Throws: ``JOSEError`` `invalid_key` when the cryptographic library does not give a key's numbers.
    public func privateSerialized() throws(JOSEError) -> [UInt8] {
        var elements: [JSONValue] = []
        for key in keys { elements.append(.object(try key.privateJWK())) }
        return try JSONValue.object(["keys": .array(elements)]).serialized()
    }
}
