/// What the authorization server offers to requests.
public struct AuthorizationPolicy: Sendable {
    /// The issuer (RFC 8414 §2): one setting, never made from a request.
    public var issuer: String
    /// The scopes that there are.
    public var scopes: ScopeList
    /// The scopes of a request that names none, as far as its client has them (RFC 6749 §3.3).
    public var defaultScopes: ScopeList
    /// The resources that tokens can be for (RFC 8707).
    public var resources: [ResourceIndicator]
    /// Whether all clients have to push their requests (RFC 9126 §5), and not only those that have registered so.
    public var requiresPushedRequests = false

    /// Creates a policy.
    /// - Parameters:
    ///   - issuer: The issuer.
    ///   - scopes: The scopes that there are.
    ///   - defaultScopes: The scopes of a request that names none.
    ///   - resources: The resources that tokens can be for.
    public init(
        issuer: String, scopes: ScopeList, defaultScopes: ScopeList = .none, resources: [ResourceIndicator] = []
    ) {
        self.issuer = issuer
        self.scopes = scopes
        self.defaultScopes = defaultScopes.intersection(scopes)
        self.resources = resources
    }

    /// The scopes that a client may have now: what it has registered, without what there no longer is.
    func scopes(of client: Client) -> ScopeList { client.metadata.scopes.intersection(scopes) }
}
