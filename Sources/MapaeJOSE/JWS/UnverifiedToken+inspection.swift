/// For people who look at a token. Programs that decide must use what a verifier returns.
extension UnverifiedToken {
    /// The header's members as the sender wrote them.
    /// - Throws: ``JOSEError`` `invalid_json` for a number that no `Double` holds.
    public func unverifiedHeader() throws(JOSEError) -> JSONObject {
        try Self.object(bytes.span, from: 0, to: headerEnd, limits: limits.json)
    }

    /// The claims as the sender wrote them.
    /// - Throws: ``JOSEError`` with the code of what is wrong with their form.
    public func unverifiedClaims() throws(JOSEError) -> JSONObject {
        try Self.object(bytes.span, from: headerEnd, to: payloadEnd, limits: limits.json)
    }

    /// The claims with the registered ones checked for their types, as a verifier would read them.
    /// - Throws: ``JOSEError``.
    package func unverifiedClaimSet() throws(JOSEError) -> ClaimSet {
        try ClaimSet(bytes, from: headerEnd, to: payloadEnd, limits: limits.json)
    }

    /// Whether the header's `typ` is this media type, in lower case and without `application/` (RFC 7515 §4.1.9).
    package func hasUnverifiedType(_ name: StaticString) -> Bool {
        MediaTypeName.matches(bytes.span.extracting(header.type.range), name)
    }

    /// What a verifier would refuse in the header, before it looks for a key.
    public var headerRefusal: JOSEError? {
        if header.algorithm == .none { return JOSEError(.missingAlgorithm) }
        if let refusal = header.refusal { return JOSEError(refusal) }
        let name = JSONText.string(bytes.span.extracting(header.algorithm.range))
        return JWSAlgorithm(name: name) == nil ? JOSEError(.unsupportedAlgorithm) : nil
    }

    private static func object(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, limits: JSONLimits
    ) throws(JOSEError) -> JSONObject {
        guard case .object(let object) = try JSONValue(parsing: bytes, from: start, to: end, limits: limits) else {
            throw JOSEError(.jsonNotAnObject)
        }
        return object
    }
}
