package import HTTPTypes
public import MapaeJOSE

/// Checks tokens and issues none: for a service that has only the public part of a key, or that must not be able to make tokens.
///
/// ```swift
/// let verifier = try KeyVerifier(keys: [VerificationKey(pem: publicPEM)])
/// router.protected(by: verifier).get("me") { _, context in context.token.subject }
/// ```
///
/// The keys are at hand; where they have to be fetched there is `RemoteIssuer`. It reads the tokens of a ``TokenAuthority`` with the
/// same policy.
public struct KeyVerifier: HeaderVerifier {
    /// What tokens look like.
    public let policy: TokenPolicy
    /// Where tokens are looked for, in this order.
    public let carriers: [TokenCarrier]
    private let verifier: JWSVerifier
    /// Of these keys and this policy alone. It goes with them.
    private let cache: VerificationCache?
    private let clock: TokenClock
    /// The header field that is looked at before all else.
    private let firstHeader: HeaderCarrier?

    /// Creates a verifier.
    /// - Parameters:
    ///   - keys: The keys, no two with one id. Tokens without `kid` are tried with them in their order.
    ///   - policy: What tokens look like; what it says of lifetimes is for who issues.
    ///   - accept: Where tokens are looked for, in this order: the `Authorization` header unless told.
    ///   - clock: Where the time comes from.
    /// - Throws: `JOSEError` `no_keys`, `duplicate_key_id`; ``PolicyError`` as ``TokenAuthority`` does.
    public init(
        keys: [VerificationKey], policy: TokenPolicy = .init(), accept: [TokenCarrier] = [.header],
        clock: TokenClock = .system
    ) throws {
        try policy.validate()
        try TokenCarrier.validate(accept)
        self.policy = policy
        self.carriers = accept
        self.verifier = try JWSVerifier(keys: keys)
        self.cache = policy.cachesVerifiedTokens ? VerificationCache() : nil
        self.clock = clock
        self.firstHeader = accept.first?.header
    }

    /// The policy's realm.
    public var realm: String { policy.realm }

    /// The policy's format of refusals.
    public var errorFormat: ErrorFormat { policy.errorFormat }

    /// The issuers of the policy, where it is about the access tokens of an authorization server.
    public var authorizationServers: [String] { policy.authorizationServers }

    /// Checks a token. Synchronous, without I/O.
    /// - Parameters:
    ///   - token: The token as the request carried it.
    ///   - requirements: What the route demands.
    /// - Throws: ``TokenError`` with the code of what was wrong.
    public func verify(_ token: Substring, _ requirements: TokenRequirements) throws(TokenError) -> VerifiedToken {
        try policy.verify(token, requirements, by: verifier, cache, now: clock.now())
    }

    /// Checks a token. Synchronous, without I/O.
    /// - Parameters:
    ///   - token: The token, without white space around it.
    ///   - requirements: What it must meet; an access token unless told.
    /// - Throws: ``TokenError`` with the code of what was wrong.
    public func verify(_ token: String, _ requirements: TokenRequirement...) throws(TokenError) -> VerifiedToken {
        try verify(token[...], TokenRequirements(requirements))
    }

    package func verify(
        headers: HTTPFields, _ requirements: TokenRequirements
    ) throws(TokenError) -> VerifiedToken? {
        // A route that looks elsewhere goes the long way.
        guard requirements.carriers == nil, let text = try firstHeader?.token(in: headers) else { return nil }
        var token = try verify(text, requirements)
        token.location = .header
        return token
    }
}
