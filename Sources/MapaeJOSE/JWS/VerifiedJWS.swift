/// A token whose signature is right. Its claims are who-says-so, not yet allowed: that is the policy's matter.
public struct VerifiedJWS: Sendable, CustomStringConvertible, CustomReflectable {
    /// The id of the key that signed it, as the verifier knows it.
    public let keyID: String?
    /// The algorithm of that key.
    public let algorithm: JWSAlgorithm
    /// From when on that key checks nothing any more; `nil` for never.
    package let retiresAt: NumericDate?
    /// The decoded token, and where the header's `typ` and the payload stand in it.
    private let bytes: [UInt8]
    private let typePlace: JSONSlice
    private let payload: JSONSlice
    private let limits: JSONLimits

    /// Only a verifier makes one.
    init(_ token: borrowing UnverifiedToken, key member: borrowing KeyRing.Member) {
        self.bytes = token.bytes
        self.typePlace = token.header.type
        self.payload = JSONSlice(token.headerEnd, token.payloadEnd)
        self.limits = token.limits.json
        self.keyID = member.key.keyID
        self.algorithm = member.key.algorithm
        self.retiresAt = member.retiresAt
    }

    /// The header's `typ`, or `nil` without one.
    public var type: String? {
        typePlace == .none ? nil : JSONText.string(bytes.span.extracting(typePlace.range))
    }

    /// Whether the header's `typ` is this media type; case does not matter and `application/` may be left out
    /// (RFC 7515 §4.1.9).
    /// - Parameter type: The type.
    public func hasType(_ type: TokenMediaType) -> Bool {
        type.matches(bytes.span.extracting(typePlace.range))
    }

    /// The same for a name that is known when the program is built, without an allocation.
    /// - Parameter name: The type in lower case, without `application/`.
    package func hasType(_ name: StaticString) -> Bool {
        MediaTypeName.matches(bytes.span.extracting(typePlace.range), name)
    }

    /// Says nothing of what is inside: a token that is printed by mistake can be used by whoever reads the log.
    public var description: String { "VerifiedJWS" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// The payload as claims (RFC 7519 §4).
    /// - Throws: ``JOSEError``: no JSON object, duplicate names, or a registered claim of the wrong type.
    public func claims() throws(JOSEError) -> ClaimSet {
        try ClaimSet(bytes, from: Int(payload.start), to: Int(payload.end), limits: limits)
    }
}
