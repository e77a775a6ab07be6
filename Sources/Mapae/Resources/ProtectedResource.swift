import MapaeJOSE

/// An API as clients see it, which need nothing but its address to come in: who issues tokens for it, what they may allow, how they are
/// shown (RFC 9728).
///
/// ```swift
/// let issuer = try await RemoteIssuer("https://login.example.com", audience: "https://api.example.com")
/// let api = try ProtectedResource("https://api.example.com", by: issuer, scopes: ["read", "write"], dpop: .accepted)
///
/// router.add(protectedResource: api)                      // GET /.well-known/oauth-protected-resource
/// router.protected("notes", by: api, .scope("read")).get { _, context in … }
/// ```
///
/// It is a verifier itself, around another one that decides on tokens. It adds
/// - metadata, and where they are to each challenge (`resource_metadata`, RFC 9728 §5.1), also to a request without a token;
/// - the audience: a token must be for this resource, which its `aud` names (RFC 9068 §4), unless told;
/// - DPoP (RFC 9449 §7): a token that is bound to a key is taken with a proof of that key, and never without.
///
/// What a proof must be for is made of ``baseURL`` and the request's path. No header field of a request has a say in it.
public struct ProtectedResource<Base: TokenVerifier>: TokenVerifier {
    /// Who decides on tokens.
    public let base: Base
    let resource: ResourceIdentifier
    /// The identifiers of the authorization servers that issue tokens for it (RFC 8414 §2).
    public let authorizationServers: [String]
    /// What stands before the path of a request, as clients see it.
    public let baseURL: String
    /// The metadata as JSON (RFC 9728 §3.2).
    package let metadataJSON: [UInt8]
    let audience: [String]?
    let dpop: DPoPPolicy
    /// `nil` where no proofs are taken.
    package let proofs: DPoPProofs?
    let challenge: ResourceChallenge
    let clock: TokenClock

    /// Creates a resource.
    /// - Parameters:
    ///   - identifier: Its address: `https`, or `http` on this machine; without query and fragment, scheme and host in lower case. It is
    ///     the `resource` that clients ask tokens for (RFC 8707), and is compared byte by byte.
    ///   - base: Who decides on tokens.
    ///   - audience: Whom tokens must be for; this resource unless told.
    ///   - authorizationServers: Who issues its tokens; whom the verifier names unless told.
    ///   - scopes: What clients can ask for here.
    ///   - name: What users call it.
    ///   - documentation: The address of a page for developers.
    ///   - dpop: Whether bound tokens are taken, or demanded; they are refused unless told.
    ///   - baseURL: What stands before the path of a request, as clients see it: the identifier's scheme, host and port unless told. A
    ///     proxy that takes a part of the path away makes it differ.
    ///   - clock: Where the time comes from.
    /// - Throws: ``PolicyError`` `invalid_resource`, `invalid_resource_metadata`, `proof_settings_out_of_range`.
    public init(
        _ identifier: String, by base: Base, audience: ResourceAudience = .resource,
        authorizationServers: [String]? = nil, scopes: [String] = [], name: String? = nil,
        documentation: String? = nil, dpop: DPoPPolicy = .refused, baseURL: String? = nil, clock: TokenClock = .system
    ) throws(PolicyError) {
        guard let resource = ResourceIdentifier(identifier) else { throw PolicyError(.invalidResource) }
        if let baseURL { guard ResourceIdentifier(baseURL) != nil else { throw PolicyError(.invalidResource) } }
        let names = audience.names(at: identifier)
        guard names.map({ !$0.isEmpty && $0.allSatisfy { !$0.isEmpty } }) ?? true else { throw PolicyError(.emptyName) }
        try dpop.validate()
        let servers = try Self.servers(authorizationServers, base)
        self.base = base
        self.resource = resource
        self.authorizationServers = servers
        self.baseURL = baseURL.map(Self.withoutLastSlash) ?? resource.origin
        self.audience = names
        self.dpop = dpop
        self.proofs = dpop.takesProofs ? Self.proofs(dpop) : nil
        self.challenge = ResourceChallenge(
            metadataURL: resource.origin + resource.metadataPath,
            proofAlgorithms: dpop.takesProofs ? DPoPProof.algorithms : nil, takesBearer: dpop.takesBearer)
        self.clock = clock
        self.metadataJSON = try ResourceMetadata(
            resource: identifier, authorizationServers: servers, scopes: scopes, name: name,
            documentation: documentation, dpop: dpop, carriers: base.carriers
        ).json()
    }

    /// The identifier.
    public var identifier: String { resource.text }

    /// The path of its metadata, at the root of its host (RFC 9728 §3.1).
    public var metadataPath: String { resource.metadataPath }

    /// The base's.
    public var realm: String { base.realm }
    /// The base's.
    public var carriers: [TokenCarrier] { base.carriers }
    /// The base's.
    public var errorFormat: ErrorFormat { base.errorFormat }

    /// The error as the base prepares it, with what a client learns of the resource.
    public func prepared(_ error: TokenError) -> TokenError {
        var error = error
        error.resource = challenge
        return base.prepared(error)
    }

    private static func servers(_ named: [String]?, _ base: Base) throws(PolicyError) -> [String] {
        // An issuer that is only a name in tokens is none that a client could ask.
        guard let named else { return base.authorizationServers.filter(ResourceMetadata.isServer) }
        guard named.allSatisfy(ResourceMetadata.isServer) else { throw PolicyError(.invalidResourceMetadata) }
        return named
    }

    private static func proofs(_ policy: DPoPPolicy) -> DPoPProofs {
        let nonces = policy.nonces.map {
            DPoPNonces(secret: $0.secret ?? RandomBytes.make(32), period: $0.lifetime)
        }
        // A proof is remembered for whom a token is about that an issuer has bound to its key: who has one must not be able to keep out
        // all others.
        return DPoPProofs(
            nonces: nonces, requiresNonce: nonces != nil, lifetime: policy.proofLifetime, leeway: policy.clockLeeway,
            replays: DPoPReplays(share: DPoPReplays.maximum / 16))
    }

    private static func withoutLastSlash(_ text: String) -> String {
        text.utf8.last == UInt8(ascii: "/") ? String(Substring(text.utf8.dropLast())) : text
    }
}
