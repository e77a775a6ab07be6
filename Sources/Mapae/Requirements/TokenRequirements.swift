/// All that a route demands of a token, put together once when the route is made.
public struct TokenRequirements: Sendable, Hashable {
    /// The kind of token; `nil` for any.
    public let type: TokenType?
    /// Whether it must come from a login.
    public let fresh: Bool
    /// The scopes that it must have.
    public let scopes: [String]
    /// The roles that it must have.
    public let roles: [String]
    /// Where it is looked for; `nil` for where the verifier says.
    public let carriers: [TokenCarrier]?
    /// Whether a revoked token will do.
    public let ignoresRevocation: Bool
    /// Whether a request without a token may pass. One with a bad token may not.
    public internal(set) var isOptional = false

    /// An access token, nothing more.
    public static let access = TokenRequirements([])

    /// Puts requirements together.
    ///
    /// - Precondition: They can be met: one kind of token at most, `.refresh` not with `.fresh`, `.scope` or `.role` (refresh
    ///   tokens carry none of them), each scope well formed (RFC 6749 §3.3), no empty role, and at least one place to look at.
    ///   A route that no token can open is a mistake in the program, and is told when the route is made.
    public init(_ requirements: [TokenRequirement]) {
        var types: Set<TokenType?> = []
        var fresh = false
        var scopes: [String] = []
        var roles: [String] = []
        var carriers: [TokenCarrier]?
        var ignoresRevocation = false
        for requirement in requirements {
            switch requirement.kind {
            case .type(let type): types.insert(type)
            case .anyType: types.insert(nil)
            case .fresh: fresh = true
            case .scopes(let values): scopes += values
            case .roles(let values): roles += values
            case .carriers(let values): carriers = (carriers ?? []) + values
            case .ignoringRevocation: ignoresRevocation = true
            }
        }
        precondition(types.count <= 1, "a route cannot demand two kinds of token")
        let type = types.first ?? .access
        precondition(
            type == .access || (!fresh && scopes.isEmpty && roles.isEmpty),
            "a refresh token is never fresh and has no scopes and no roles")
        precondition(
            scopes.allSatisfy(Scope.isValid), "a scope needs printable ASCII without space, quote or backslash")
        precondition(roles.allSatisfy { !$0.isEmpty }, "a role needs a name")
        precondition(carriers.map { !$0.isEmpty } ?? true, "a route that looks nowhere finds no token")
        precondition(
            carriers?.allSatisfy { (try? $0.cookie?.validate()) != nil || $0.cookie == nil } ?? true,
            "a cookie's name, path or domain is none that a browser keeps")
        self.type = type
        self.fresh = fresh
        self.scopes = scopes
        self.roles = roles
        self.carriers = carriers
        self.ignoresRevocation = ignoresRevocation
    }

    /// The same for a route that takes requests without a token.
    public var optional: Self {
        var requirements = self
        requirements.isOptional = true
        return requirements
    }

    /// Decides whether a believed token is enough for the route.
    /// - Throws: ``TokenError`` `token_not_fresh`, `insufficient_scope`, `insufficient_role`.
    package func check(_ token: VerifiedToken) throws(TokenError) {
        if fresh, !token.isFresh { throw TokenError(.notFresh) }
        if !scopes.isEmpty {
            guard Self.covers(token.scopes, scopes) else { throw TokenError(.insufficientScope(required: scopes)) }
        }
        if !roles.isEmpty {
            guard Self.covers(token.roles, roles) else { throw TokenError(.insufficientRole(required: roles)) }
        }
    }

    /// Compared as bytes: canonically equivalent names are different names.
    private static func covers(_ granted: [String], _ wanted: [String]) -> Bool {
        wanted.allSatisfy { name in granted.contains { $0.utf8.elementsEqual(name.utf8) } }
    }
}
