/// What a user has agreed to: the most that tokens of the grant can say.
public struct GrantedAuthorization: Sendable, Hashable {
    /// The scopes.
    public var scopes: ScopeList
    /// The resources (RFC 8707); empty where the request named none.
    public var resources: [ResourceIndicator]
    /// When the user has shown a credential, in seconds since 1970-01-01T00:00:00Z.
    public var authTime: Int64
    /// How strong that was.
    public var acr: String?
    /// What the user has shown.
    public var amr: [String]
    /// Single claims for the userinfo endpoint (OpenID Connect Core §5.5), by their names.
    public var userInfoClaims: [String]
    /// Single claims for the ID token, by their names.
    public var idTokenClaims: [String]

    /// Creates what a user has agreed to.
    /// - Parameters:
    ///   - scopes: The scopes.
    ///   - resources: The resources.
    ///   - login: How the user has logged in.
    ///   - claims: Single claims that the client wishes. Of the values that it would take nothing is kept: what is not so is told as
    ///     it is.
    public init(
        scopes: ScopeList, resources: [ResourceIndicator] = [], login: UserLogin, claims: ClaimsRequest? = nil
    ) {
        self.scopes = scopes
        self.resources = resources
        self.authTime = login.authTime
        self.acr = login.acr
        self.amr = login.amr
        self.userInfoClaims = claims?.userInfo.map(\.name) ?? []
        self.idTokenClaims = claims?.idToken.map(\.name) ?? []
    }
}
