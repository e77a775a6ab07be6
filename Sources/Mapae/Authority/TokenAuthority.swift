public import MapaeJOSE

/// Issues tokens and checks them, with its own keys and without a store.
///
/// ```swift
/// let auth = try TokenAuthority(signingKey: .hs256(secret: Environment().require("JWT_SECRET_KEY")))
/// let response = try auth.accessToken(for: "ada", fresh: true)
/// let token = try auth.verify(response.accessToken)
/// ```
///
/// What it issues is valid until it expires: only what has a store can revoke.
public struct TokenAuthority: TokenVerifier {
    /// What tokens look like.
    public let policy: TokenPolicy
    /// Where tokens are looked for, in this order.
    public let carriers: [TokenCarrier]
    /// The header field that is looked at before all else. Kept, as taking it out of the carriers would copy it for
    /// each request.
    let firstHeader: HeaderCarrier?
    /// Whether issued tokens have a `csrf` claim, because a cookie may carry them.
    let writesCSRF: Bool
    private let ownKeys: KeyRing
    private let ownSigner: JWSSigner
    private let ownVerifier: JWSVerifier
    /// Of these keys and this policy alone. It goes with them.
    private let ownCache: VerificationCache?
    /// What stands in the place of the own keys when they can change. Apart, so that fixed keys cost no look.
    let live: LiveVerification?
    package let clock: TokenClock
    let accessLifetime: TokenLifetime
    let refreshLifetime: TokenLifetime

    /// Creates an authority with one key.
    /// - Parameters:
    ///   - signingKey: The key that signs, and that checks what it signed.
    ///   - policy: What tokens look like.
    ///   - accept: Where tokens are looked for, in this order: the `Authorization` header unless told.
    ///   - clock: Where the time comes from.
    /// - Throws: ``PolicyError`` when the policy would make worthless or eternal tokens, or cookies that protect
    ///   nothing.
    public init(
        signingKey: SigningKey, policy: TokenPolicy = .init(), accept: [TokenCarrier] = [.header],
        clock: TokenClock = .system
    ) throws {
        try self.init(keys: KeyRing(signing: signingKey), policy: policy, accept: accept, clock: clock)
    }

    /// Creates an authority with several keys: one signs, all of them check until they retire.
    ///
    /// ```swift
    /// let lastDeath = clock.now().advanced(by: policy.refreshTokenLifetime)
    /// let auth = try TokenAuthority(keys: ring.rotated(to: newKey, retiringAt: lastDeath), policy: policy)
    /// ```
    /// - Parameters:
    ///   - keys: The keys.
    ///   - policy: What tokens look like.
    ///   - accept: Where tokens are looked for, in this order: the `Authorization` header unless told.
    ///   - clock: Where the time comes from, also the one by which keys retire.
    /// - Throws: ``PolicyError`` when the policy would make worthless or eternal tokens, or cookies that protect
    ///   nothing.
    public init(
        keys: KeyRing, policy: TokenPolicy = .init(), accept: [TokenCarrier] = [.header], clock: TokenClock = .system
    ) throws {
        try self.init(keys, live: nil, policy, accept, clock)
    }

    /// Creates an authority whose keys can change while it is in use.
    ///
    /// ```swift
    /// let keys = try LiveKeyRing(KeyRing(signing: old))
    /// let auth = try TokenAuthority(liveKeys: keys, policy: policy)
    /// keys.replace(by: ring.rotated(to: new, retiringAt: lastDeath))    // auth, and all that was made of it, signs
    /// with the new key
    /// ```
    /// - Parameters:
    ///   - liveKeys: The keys.
    ///   - policy: What tokens look like.
    ///   - accept: Where tokens are looked for, in this order: the `Authorization` header unless told.
    ///   - clock: Where the time comes from, also the one by which keys retire.
    /// - Throws: ``PolicyError`` when the policy would make worthless or eternal tokens, or cookies that protect
    ///   nothing.
    public init(
        liveKeys: LiveKeyRing, policy: TokenPolicy = .init(), accept: [TokenCarrier] = [.header],
        clock: TokenClock = .system
    ) throws {
        let live = LiveVerification(liveKeys, caches: policy.cachesVerifiedTokens)
        try self.init(liveKeys.ring, live: live, policy, accept, clock)
    }

    private init(
        _ keys: KeyRing, live: LiveVerification?, _ policy: TokenPolicy, _ accept: [TokenCarrier], _ clock: TokenClock
    ) throws {
        try policy.validate()
        try TokenCarrier.validate(accept)
        self.policy = policy
        self.ownKeys = keys
        self.live = live
        self.carriers = accept
        self.firstHeader = accept.first?.header
        self.writesCSRF = accept.contains { $0.cookie?.csrf != nil }
        self.ownSigner = JWSSigner(key: keys.signing)
        self.ownVerifier = JWSVerifier(keys)
        self.ownCache = live == nil && policy.cachesVerifiedTokens ? VerificationCache() : nil
        self.clock = clock
        self.accessLifetime = TokenLifetime(policy.accessTokenLifetime)
        self.refreshLifetime = TokenLifetime(policy.refreshTokenLifetime)
    }

    /// The keys: one that signs, and those that check.
    public var keys: KeyRing { live?.present.keys.ring ?? ownKeys }
    var signer: JWSSigner { live?.present.keys.signer ?? ownSigner }
    var cache: VerificationCache? { live?.present.cache ?? ownCache }
    package var verifier: JWSVerifier { live?.present.keys.verifier ?? ownVerifier }

    /// The policy's realm.
    public var realm: String { policy.realm }

    /// The policy's format of refusals.
    public var errorFormat: ErrorFormat { policy.errorFormat }

    /// The issuers of the policy, where it is about the access tokens of an authorization server.
    public var authorizationServers: [String] { policy.authorizationServers }

    /// What others need to check its tokens (RFC 7517 §5). Shared secrets and retired keys are left out.
    /// - Throws: `JOSEError`, which a ring's keys never cause.
    public func publicKeys() throws(JOSEError) -> JWKSet { try keys.publicKeys(at: clock.now()) }

    /// Checks a token. Synchronous, without I/O.
    /// - Parameters:
    ///   - token: The token as the request carried it.
    ///   - requirements: What the route demands.
    /// - Throws: ``TokenError`` with the code of what was wrong.
    public func verify(_ token: Substring, _ requirements: TokenRequirements) throws(TokenError) -> VerifiedToken {
        guard let live else {
            return try policy.verify(token, requirements, by: ownVerifier, ownCache, now: clock.now())
        }
        let present = live.present
        return try policy.verify(token, requirements, by: present.keys.verifier, present.cache, now: clock.now())
    }

    /// Checks a token. Synchronous, without I/O.
    /// - Parameters:
    ///   - token: The token, without white space around it.
    ///   - requirements: What it must meet; an access token unless told.
    /// - Throws: ``TokenError`` with the code of what was wrong.
    public func verify(_ token: String, _ requirements: TokenRequirement...) throws(TokenError) -> VerifiedToken {
        try verify(token[...], TokenRequirements(requirements))
    }

    /// The answer to a failed login: 401 `{"error": "invalid_credentials", "error_description", "msg"}`.
    ///
    /// ```swift
    /// guard passwordIsRight else { throw auth.invalidCredentials("Bad username or password") }
    /// ```
    /// - Parameter message: What the client reads. It must not tell whether the user exists.
    public func invalidCredentials(_ message: String = "Bad username or password") -> TokenError {
        prepared(TokenError(invalidCredentials: message))
    }
}
