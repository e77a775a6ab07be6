/// All that a route demands of a token, put together once when the route is made.
public struct TokenRequirements: Sendable, Hashable {
    /// The kind of token.
    public let type: TokenType
    /// Whether it must come from a login.
    public let fresh: Bool
    /// The scopes that it must have.
    public let scopes: [String]

    /// An access token, nothing more.
    public static let access = TokenRequirements([])

    /// Puts requirements together.
    ///
    /// - Precondition: They can be met: not both `.access` and `.refresh`, not `.refresh` with `.fresh` or `.scope`
    ///   (refresh tokens carry neither), and each scope is well formed (RFC 6749 §3.3). A route that no token can open
    ///   is a mistake in the program, and is told when the route is made.
    public init(_ requirements: [TokenRequirement]) {
        var types: Set<TokenType> = []
        var fresh = false
        var scopes: [String] = []
        for requirement in requirements {
            switch requirement.kind {
            case .type(let type): types.insert(type)
            case .fresh: fresh = true
            case .scopes(let values): scopes += values
            }
        }
        precondition(types.count <= 1, "a route cannot demand both an access and a refresh token")
        let type = types.first ?? .access
        precondition(type == .access || (!fresh && scopes.isEmpty), "a refresh token is never fresh and has no scopes")
        precondition(
            scopes.allSatisfy(Scope.isValid), "a scope needs printable ASCII without space, quote or backslash")
        self.type = type
        self.fresh = fresh
        self.scopes = scopes
    }

    /// Decides whether a believed token is enough for the route.
    /// - Throws: ``TokenError`` `token_not_fresh`, `insufficient_scope`.
    package func check(_ token: VerifiedToken) throws(TokenError) {
        if fresh, !token.isFresh { throw TokenError(.notFresh) }
        if scopes.isEmpty { return }
        let granted = token.scopes
        for scope in scopes {
            guard granted.contains(where: { $0.utf8.elementsEqual(scope.utf8) }) else {
                throw TokenError(.insufficientScope(required: scopes))
            }
        }
    }
}
