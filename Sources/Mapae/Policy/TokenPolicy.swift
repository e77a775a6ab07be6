public import MapaeJOSE

/// What issued tokens look like, and what presented ones must look like.
public struct TokenPolicy: Sendable {
    /// The `iss` of issued tokens, which presented ones must then have too (compared byte by byte); `nil` for none.
    public var issuer: String?
    /// The `aud` of issued tokens, which presented ones must then name. While it is `nil`, a token that names any
    /// audience is refused, as it is meant for somebody else (RFC 7519 §4.1.3).
    public var audience: String?
    /// How long access tokens live.
    public var accessTokenLifetime: Duration
    /// How long refresh tokens live.
    public var refreshTokenLifetime: Duration
    /// How much the clocks of issuer and verifier may differ, at most 60 seconds. Where several machines share a key, give
    /// a second or two: without any, one whose clock is behind refuses what another has just issued.
    public var leeway: Duration
    /// How large tokens may be.
    public var limits: TokenLimits
    /// The `realm` in `WWW-Authenticate` (RFC 9110 §11.5): the name of what is protected. Printable ASCII, no `"` or `\`.
    public var realm: String

    /// Creates a policy.
    /// - Parameters:
    ///   - issuer: The `iss` to set and to demand.
    ///   - audience: The `aud` to set and to demand.
    ///   - accessTokenLifetime: 15 minutes unless told.
    ///   - refreshTokenLifetime: 30 days unless told.
    ///   - leeway: None unless told.
    ///   - limits: How large tokens may be.
    ///   - realm: The name of what is protected.
    public init(
        issuer: String? = nil,
        audience: String? = nil,
        accessTokenLifetime: Duration = .seconds(15 * 60),
        refreshTokenLifetime: Duration = .seconds(30 * 24 * 60 * 60),
        leeway: Duration = .zero,
        limits: TokenLimits = .init(),
        realm: String = "api"
    ) {
        self.issuer = issuer
        self.audience = audience
        self.accessTokenLifetime = accessTokenLifetime
        self.refreshTokenLifetime = refreshTokenLifetime
        self.leeway = leeway
        self.limits = limits
        self.realm = realm
    }

    /// Refuses what would make tokens worthless or eternal.
    package func validate() throws(PolicyError) {
        let longest: Duration = .seconds(10 * 365 * 24 * 60 * 60)
        for lifetime in [accessTokenLifetime, refreshTokenLifetime] {
            // Tokens count in whole seconds, so a shorter life would be none.
            guard lifetime >= .seconds(1), lifetime <= longest else { throw PolicyError(.lifetimeOutOfRange) }
        }
        guard leeway >= .zero, leeway <= .seconds(60) else { throw PolicyError(.leewayOutOfRange) }
        // A NUL is refused in every text of a token, so such names would make tokens that nobody takes.
        for name in [issuer, audience] {
            guard name.map({ !$0.isEmpty && !$0.utf8.contains(0) }) ?? true else { throw PolicyError(.emptyName) }
        }
        guard QuotedText.safe(realm).utf8.elementsEqual(realm.utf8) else { throw PolicyError(.invalidRealm) }
    }
}
