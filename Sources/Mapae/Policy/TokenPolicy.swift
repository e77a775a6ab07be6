public import MapaeJOSE

/// What issued tokens look like, and what presented ones must look like.
public struct TokenPolicy: Sendable {
    /// The `iss` of issued tokens, which presented ones must then have too (compared byte by byte); `nil` for none.
    public var issuer: String?
    /// Further issuers whose tokens are taken, by the keys of the same ring: while a service moves to another name, say.
    public var acceptedIssuers: [String]
    /// The `aud` of issued tokens, one of whose names presented ones must then have. While it is `nil`, a token that names any
    /// audience is refused, as it is meant for somebody else (RFC 7519 §4.1.3).
    public var audience: Audience?
    /// The names of which a presented token must have one; ``audience`` unless told.
    public var acceptedAudience: Audience?
    /// What kind of access token it is about.
    public var profile: TokenProfile
    /// The claim that says whom a token is about; `sub` unless told.
    public var subjectClaim: String {
        didSet { hasSubjectInSub = Self.isSub(subjectClaim) }
    }
    /// Whether the subject stands where RFC 7519 §4.1.2 puts it. Kept, as each token asks for it.
    private(set) var hasSubjectInSub: Bool
    /// Whether issued tokens have an `nbf` beside `iat`, for readers that insist on one.
    public var writesNotBefore: Bool
    /// How long access tokens live.
    public var accessTokenLifetime: Duration
    /// How long refresh tokens live.
    public var refreshTokenLifetime: Duration
    /// How much the clocks of issuer and verifier may differ, at most 60 seconds. Where several machines share a key, give
    /// a second or two: without any, one whose clock is behind refuses what another has just issued.
    public var leeway: Duration
    /// How large tokens may be.
    public var limits: TokenLimits
    /// Whether a token that was believed is kept for when it comes again, which is then a look-up in the place of a signature.
    ///
    /// Whether it has expired, its key has retired, it was revoked, or the route wants more is decided anew each time. At most 4,096
    /// tokens of at most 2 KiB are kept, in memory alone: 6 MiB at the usual size, 24 at most, for each authority. Without it a token
    /// is in memory no longer than its request.
    public var cachesVerifiedTokens: Bool
    /// The `realm` in `WWW-Authenticate` (RFC 9110 §11.5): the name of what is protected. Printable ASCII, no `"` or `\`.
    public var realm: String
    /// How refusals are written.
    public var errorFormat: ErrorFormat

    /// Creates a policy.
    /// - Parameters:
    ///   - issuer: The `iss` to set and to demand.
    ///   - acceptedIssuers: Further issuers to take.
    ///   - audience: The `aud` to set and to demand.
    ///   - acceptedAudience: The names of which one is demanded, where they are others.
    ///   - profile: What kind of access token it is about; those that are issued here unless told.
    ///   - subjectClaim: The claim that says whom a token is about.
    ///   - writesNotBefore: Whether issued tokens have an `nbf`.
    ///   - accessTokenLifetime: 15 minutes unless told.
    ///   - refreshTokenLifetime: 30 days unless told.
    ///   - leeway: None unless told.
    ///   - limits: How large tokens may be.
    ///   - cachesVerifiedTokens: Whether tokens that were believed are kept; yes unless told.
    ///   - realm: The name of what is protected.
    ///   - errorFormat: How refusals are written; as RFC 6750 has it unless told.
    public init(
        issuer: String? = nil,
        acceptedIssuers: [String] = [],
        audience: Audience? = nil,
        acceptedAudience: Audience? = nil,
        profile: TokenProfile = .session,
        subjectClaim: String = "sub",
        writesNotBefore: Bool = false,
        accessTokenLifetime: Duration = .seconds(15 * 60),
        refreshTokenLifetime: Duration = .seconds(30 * 24 * 60 * 60),
        leeway: Duration = .zero,
        limits: TokenLimits = .init(),
        cachesVerifiedTokens: Bool = true,
        realm: String = "api",
        errorFormat: ErrorFormat = .oauth
    ) {
        self.issuer = issuer
        self.acceptedIssuers = acceptedIssuers
        self.audience = audience
        self.acceptedAudience = acceptedAudience
        self.profile = profile
        self.subjectClaim = subjectClaim
        self.hasSubjectInSub = Self.isSub(subjectClaim)
        self.writesNotBefore = writesNotBefore
        self.accessTokenLifetime = accessTokenLifetime
        self.refreshTokenLifetime = refreshTokenLifetime
        self.leeway = leeway
        self.limits = limits
        self.cachesVerifiedTokens = cachesVerifiedTokens
        self.realm = realm
        self.errorFormat = errorFormat
    }

    /// Refuses what would make tokens worthless or eternal.
    package func validate() throws(PolicyError) {
        for lifetime in [accessTokenLifetime, refreshTokenLifetime] { try Self.validate(lifetime: lifetime) }
        guard leeway >= .zero, leeway <= .seconds(60) else { throw PolicyError(.leewayOutOfRange) }
        for audience in [audience, acceptedAudience] {
            guard audience.map({ !$0.names.isEmpty }) ?? true else { throw PolicyError(.emptyName) }
        }
        // A NUL is refused in every text of a token, so such names would make tokens that nobody takes.
        let names =
            [issuer, subjectClaim] + acceptedIssuers + (audience?.names ?? []) + (acceptedAudience?.names ?? [])
        for name in names {
            guard name.map({ !$0.isEmpty && !$0.utf8.contains(0) }) ?? true else { throw PolicyError(.emptyName) }
        }
        // RFC 9068 §4: without both, a token of anybody's for anybody would do.
        if profile == .oauth {
            guard issuer != nil, (acceptedAudience ?? audience) != nil, hasSubjectInSub else {
                throw PolicyError(.incompleteProfile)
            }
        }
        guard hasSubjectInSub || !ReservedClaims.contains(subjectClaim) else { throw PolicyError(.reservedName) }
        guard QuotedText.safe(realm).utf8.elementsEqual(realm.utf8) else { throw PolicyError(.invalidRealm) }
    }

    /// Refuses a life that is none or that outlives whoever gave it.
    package static func validate(lifetime: Duration) throws(PolicyError) {
        let longest: Duration = .seconds(10 * 365 * 24 * 60 * 60)
        // Tokens count in whole seconds, so a shorter life would be none.
        guard lifetime >= .seconds(1), lifetime <= longest else { throw PolicyError(.lifetimeOutOfRange) }
    }

    /// Who issues what it is about, where that is an authorization server.
    var authorizationServers: [String] {
        profile == .oauth ? (issuer.map { [$0] } ?? []) + acceptedIssuers : []
    }

    private static func isSub(_ name: String) -> Bool { name.utf8.elementsEqual("sub".utf8) }
}
