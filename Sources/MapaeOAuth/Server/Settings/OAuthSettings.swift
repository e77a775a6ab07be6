/// What an authorization server offers, and for how long.
public struct OAuthSettings: Sendable {
    /// The scopes that there are.
    public var scopes: ScopeList
    /// The scopes of a request that names none, as far as its client has them (RFC 6749 §3.3).
    public var defaultScopes: ScopeList
    /// The resources that tokens can be for (RFC 8707).
    public var resources: [ResourceIndicator]
    /// Those of the resources, or the default audience, whose access tokens are opaque whatever their client's
    /// ``Client/tokenFormat`` is: so a token ends at once when it is revoked, and tells nothing to who holds it. A token for several
    /// resources is opaque if one of these is among them, and the others have to ask about it too (RFC 7662).
    ///
    /// ```swift
    /// settings.opaqueResources = [try ResourceIndicator("https://payments.example.com")]
    /// ```
    public var opaqueResources: Set<ResourceIndicator> = []
    /// Whom a token is for where its request names no resource (RFC 9068 §3); the issuer unless told.
    public var defaultAudience: ResourceIndicator?
    /// What clients may register.
    public var registration: RegistrationPolicy
    /// Grants that clients cannot register, and that the program gives to clients of its own.
    public var operatorGrantTypes: [GrantType] = []
    /// Where the endpoints are.
    public var endpoints: OAuthEndpoints
    /// How long everything is good for.
    public var lifetimes: OAuthLifetimes
    /// Whether each DPoP proof at an endpoint of this server must hold a nonce of it (RFC 9449 §8), so that nobody can make proofs
    /// in advance.
    public var requiresDPoPNonce: Bool
    /// The secret that DPoP nonces are made with, at least 32 bytes: the same for all processes that answer for one issuer. One of its
    /// own for each process unless told, which costs a client that meets another process one more request.
    public var dpopNonceSecret: [UInt8]?
    /// Who may register clients (RFC 7591 §3); nobody unless told.
    public var registrationAccess = RegistrationAccess.off
    /// Whether all clients have to push their authorization requests (RFC 9126 §5).
    public var requiresPushedRequests = false
    /// The secret that requests in progress are sealed with while the user is asked, at least 32 bytes: the same for all processes that
    /// answer for one issuer. One of its own for each process unless told: then a restart makes users begin again.
    public var interactionSecret: [UInt8]?
    /// How strong logins can be, the strongest first (`acr_values_supported`, OpenID Connect Discovery §3): what ``LoginOutcome`` and
    /// ``AuthorizationServer/beginLogin(of:epoch:acr:amr:origin:replacing:)`` are told. Nothing is said unless told.
    ///
    /// A request for which another one is essential is refused before its user is asked (OpenID Connect Core §5.5.1.1).
    public var acrValues: [String] = []
    /// The claims that the users of this server have (`claims_supported`, OpenID Connect Discovery §3).
    public var userClaims = ["preferred_username", "email", "email_verified"]

    /// Creates settings.
    /// - Parameters:
    ///   - scopes: The scopes that there are.
    ///   - defaultScopes: The scopes of a request that names none.
    ///   - resources: The resources that tokens can be for.
    ///   - defaultAudience: Whom a token is for where its request names no resource; the issuer unless told.
    ///   - registration: What clients may register; codes and refresh tokens with these scopes unless told.
    ///   - endpoints: Where the endpoints are.
    ///   - lifetimes: How long everything is good for.
    ///   - requiresDPoPNonce: Whether each DPoP proof must hold a nonce of this server.
    ///   - dpopNonceSecret: The secret that DPoP nonces are made with.
    public init(
        scopes: ScopeList = .openIDConnect, defaultScopes: ScopeList = .none, resources: [ResourceIndicator] = [],
        defaultAudience: ResourceIndicator? = nil, registration: RegistrationPolicy? = nil,
        endpoints: OAuthEndpoints = OAuthEndpoints(), lifetimes: OAuthLifetimes = OAuthLifetimes(),
        requiresDPoPNonce: Bool = true, dpopNonceSecret: [UInt8]? = nil
    ) {
        self.scopes = scopes
        self.defaultScopes = defaultScopes
        self.resources = resources
        self.defaultAudience = defaultAudience
        self.registration = registration ?? RegistrationPolicy(scopes: scopes)
        self.endpoints = endpoints
        self.lifetimes = lifetimes
        self.requiresDPoPNonce = requiresDPoPNonce
        self.dpopNonceSecret = dpopNonceSecret
    }

    /// - Throws: ``OAuthSettingsError``.
    func check() throws(OAuthSettingsError) {
        try endpoints.check()
        try lifetimes.check()
        guard dpopNonceSecret.map({ $0.count >= 32 }) ?? true else {
            throw OAuthSettingsError(.weakSecret, "The secret for DPoP nonces must have at least 32 random bytes.")
        }
        guard acrValues.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } }) else {
            throw OAuthSettingsError(
                .invalidACR, "An acr value must be printable ASCII without spaces, such as an absolute URI.")
        }
        // One that is written in another way would have JWTs where nobody wants them.
        guard opaqueResources.allSatisfy({ resources.contains($0) || $0 == defaultAudience }) else {
            throw OAuthSettingsError(
                .unknownResource, "A resource of opaque tokens must be one of the resources, byte by byte.")
        }
        guard interactionSecret.map({ $0.count >= 32 }) ?? true else {
            throw OAuthSettingsError(
                .weakSecret, "The secret for requests in progress must have at least 32 random bytes.")
        }
    }
}
