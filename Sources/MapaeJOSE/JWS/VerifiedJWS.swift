/// A token whose signature is right. Its claims are who-says-so, not yet allowed: that is the policy's matter.
public struct VerifiedJWS: Sendable, CustomStringConvertible, CustomReflectable {
    /// The id of the key that signed it, as the verifier knows it.
    public let keyID: String?
    /// The algorithm of that key.
    public let algorithm: JWSAlgorithm
    private let token: UnverifiedToken

    /// Only a verifier makes one.
    init(_ token: UnverifiedToken, key: VerificationKey) {
        self.token = token
        self.keyID = key.keyID
        self.algorithm = key.algorithm
    }

    /// The header's `typ`, or `nil` without one.
    public var type: String? {
        token.header.type == .none ? nil : JSONText.string(token.bytes.span.extracting(token.header.type.range))
    }

    /// Whether the header's `typ` is this media type; case does not matter and `application/` may be left out
    /// (RFC 7515 §4.1.9).
    /// - Parameter type: The type.
    public func hasType(_ type: TokenMediaType) -> Bool {
        type.matches(token.bytes.span.extracting(token.header.type.range))
    }

    /// The same for a name that is known when the program is built, without an allocation.
    /// - Parameter name: The type in lower case, without `application/`.
    package func hasType(_ name: StaticString) -> Bool {
        MediaTypeName.matches(token.bytes.span.extracting(token.header.type.range), name)
    }

    /// Says nothing of what is inside: a token that is printed by mistake can be used by whoever reads the log.
    public var description: String { "VerifiedJWS" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }

    /// The payload as claims (RFC 7519 §4).
    /// - Throws: ``JOSEError``: no JSON object, duplicate names, or a registered claim of the wrong type.
    public func claims() throws(JOSEError) -> ClaimSet {
        try ClaimSet(token.bytes, from: token.headerEnd, to: token.payloadEnd, limits: token.limits.json)
    }
}
