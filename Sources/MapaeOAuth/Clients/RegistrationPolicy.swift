public import MapaeJOSE

/// What clients may register.
public struct RegistrationPolicy: Sendable {
    /// The scopes that there are. Others are left out of a registration, and the answer tells (RFC 7591 §3.2.1).
    public var scopes: ScopeList
    /// The scopes of a client that asks for none.
    public var defaultScopes: ScopeList
    /// The grants that are offered.
    public var grantTypes: [GrantType]
    /// The algorithms that ID tokens can be signed with. RS256 is the default of the standard, so it must be among them
    /// for a client that names none (OpenID Connect Dynamic Client Registration §2).
    public var idTokenAlgorithms: [JWSAlgorithm]
    /// Whether what this server asks itself may be at its own machine, also with `http`: `jwks_uri`, `backchannel_logout_uri` and
    /// metadata documents. Only for a server whose clients are on that machine too; not unless told.
    public var allowsLoopback = false

    /// Creates a policy.
    /// - Parameters:
    ///   - scopes: The scopes that there are.
    ///   - defaultScopes: The scopes of a client that asks for none; none unless told, as a client that does not say what it needs
    ///     needs nothing.
    ///   - grantTypes: The grants that are offered; unless told those in which a user decides.
    ///   - idTokenAlgorithms: The algorithms that ID tokens can be signed with.
    public init(
        scopes: ScopeList, defaultScopes: ScopeList = .none,
        grantTypes: [GrantType] = [.authorizationCode, .refreshToken],
        idTokenAlgorithms: [JWSAlgorithm] = [.rs256]
    ) {
        self.scopes = scopes
        self.defaultScopes = defaultScopes.intersection(scopes)
        self.grantTypes = grantTypes
        self.idTokenAlgorithms = idTokenAlgorithms
    }
}
