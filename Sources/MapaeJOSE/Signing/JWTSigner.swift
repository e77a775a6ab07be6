/// Signs tokens of your own with any key: client assertions, proofs, what another service asks for.
///
/// ```swift
/// let signer = JWTSigner(key: try SigningKey(pem: pem, algorithm: .es256), type: .jwt)
/// let assertion = try signer.sign(                                     // RFC 7523 §3
///     RegisteredClaims(
///         issuer: "my-client", subject: "my-client", audience: ["https://login.example.com"],
///         issuedAt: now, expirationTime: now.advanced(by: .seconds(60))))
/// ```
///
/// It has no policy: what the claims must say, and how long the token may live, its readers tell you. For access and refresh
/// tokens of your own service there is `TokenAuthority`.
public struct JWTSigner: Sendable {
    /// The kind of token that it signs.
    public let type: TokenMediaType
    private let signer: JWSSigner

    /// Creates a signer.
    /// - Parameters:
    ///   - key: The key, whose algorithm and `kid` stand in the header.
    ///   - type: The kind of token (RFC 8725 §3.11).
    public init(key: SigningKey, type: TokenMediaType) {
        self.type = type
        self.signer = JWSSigner(key: key, type: type)
    }

    /// Signs a token. Its JSON has no white space, the registered claims first and always in one order.
    /// - Parameters:
    ///   - claims: The registered claims.
    ///   - custom: Further claims, in their order. They may not have the name of a registered one.
    /// - Throws: ``JOSEError``: `reserved_claim`; `invalid_claim` for an empty text or a number that JSON cannot say;
    ///   `token_too_large`, `json_too_deep` and the like for what a verifier would refuse to read; `signing_failed`.
    public func sign(_ claims: RegisteredClaims, custom: JSONObject = [:]) throws(JOSEError) -> String {
        var writer = JSONWriter(reserving: 256)
        writer.beginObject()
        try claims.write(to: &writer)
        for member in custom.members {
            guard !RegisteredClaims.contain(member.name) else { throw JOSEError(.reservedClaim) }
            writer.name(member.name)
            try writer.value(member.value)
        }
        writer.endObject()
        let limits = TokenLimits()
        _ = try ClaimSet(json: writer.bytes, limits: limits.json)
        let token = try signer.sign(writer.bytes)
        guard token.utf8.count <= limits.bytes else { throw JOSEError(.tokenTooLarge) }
        return token
    }

    /// Signs a token whose further claims are what a type of yours encodes.
    /// - Parameters:
    ///   - claims: The registered claims.
    ///   - custom: Further claims, as ``JSONObject/init(encoding:)`` writes them.
    /// - Throws: As ``sign(_:custom:)-(_,JSONObject)`` does, as ``JSONObject/init(encoding:)`` does, and whatever the value's
    ///   own `encode(to:)` throws.
    @_disfavoredOverload  // So that a literal stays a `JSONObject`, which keeps its order.
    public func sign(_ claims: RegisteredClaims, custom: some Encodable) throws -> String {
        try sign(claims, custom: JSONObject(encoding: custom))
    }
}
