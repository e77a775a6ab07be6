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
    /// How long ago the user's login may be; `nil` for any time.
    public let maximumAuthenticationAge: Duration?
    /// The kinds of login (`acr`) of which it must have one; `nil` for any.
    public let acrValues: [String]?
    /// Where it is looked for; `nil` for where the verifier says.
    public let carriers: [TokenCarrier]?
    /// Whether a revoked token will do.
    public let ignoresRevocation: Bool
    /// Whether a request without a token may pass. One with a bad token may not.
    public internal(set) var isOptional = false
    /// Whether a token that is bound to a key (`cnf`) will do: only for who checks that key's proof, and refuses without.
    package private(set) var takesBoundTokens = false

    /// An access token, nothing more.
    public static let access = TokenRequirements([])

    /// Puts requirements together.
    ///
    /// - Precondition: They can be met: one kind of token at most, `.refresh` not with `.fresh`, `.scope` or `.role` (refresh
    ///   tokens carry none of them) or a demand on the login, each scope well formed (RFC 6749 §3.3), no empty role, at least one
    ///   place to look at, a login's age of a second or more, and an `acr` that meets each demand for one.
    ///   A route that no token can open is a mistake in the program, and is told when the route is made.
    public init(_ requirements: [TokenRequirement]) {
        var types: Set<TokenType?> = []
        var fresh = false
        var scopes: [String] = []
        var roles: [String] = []
        var carriers: [TokenCarrier]?
        var ignoresRevocation = false
        var maximumAge: Duration?
        var acrValues: [String]?
        for requirement in requirements {
            switch requirement.kind {
            case .type(let type): types.insert(type)
            case .anyType: types.insert(nil)
            case .fresh: fresh = true
            case .scopes(let values): scopes += values
            case .roles(let values): roles += values
            case .carriers(let values): carriers = (carriers ?? []) + values
            case .ignoringRevocation: ignoresRevocation = true
            case .authenticated(let age): maximumAge = min(maximumAge ?? age, age)
            case .acr(let values):
                acrValues = acrValues.map { known in known.filter { Scope.contains(values, $0) } } ?? values
            }
        }
        precondition(types.count <= 1, "a route cannot demand two kinds of token")
        let type = types.first ?? .access
        precondition(
            type == .access || (!fresh && scopes.isEmpty && roles.isEmpty && maximumAge == nil && acrValues == nil),
            "a refresh token is never fresh, has no scopes and no roles, and tells nothing of the login")
        precondition(
            scopes.allSatisfy(Scope.isValid), "a scope needs printable ASCII without space, quote or backslash")
        precondition(roles.allSatisfy { !$0.isEmpty }, "a role needs a name")
        precondition(carriers.map { !$0.isEmpty } ?? true, "a route that looks nowhere finds no token")
        precondition(
            maximumAge.map { $0 >= .seconds(1) && $0.components.attoseconds == 0 } ?? true,
            "the age of a login is given in whole seconds, one or more")
        precondition(
            acrValues.map { !$0.isEmpty && $0.allSatisfy(Scope.isValid) } ?? true,
            "an acr needs printable ASCII without space, quote or backslash, and one of them must meet every demand")
        precondition(
            carriers?.allSatisfy { (try? $0.cookie?.validate()) != nil || $0.cookie == nil } ?? true,
            "a cookie's name, path or domain is none that a browser keeps")
        self.type = type
        self.fresh = fresh
        self.scopes = scopes
        self.roles = roles
        self.carriers = carriers
        self.ignoresRevocation = ignoresRevocation
        self.maximumAuthenticationAge = maximumAge
        self.acrValues = acrValues
    }

    /// The same for a route that takes requests without a token.
    public var optional: Self {
        var requirements = self
        requirements.isOptional = true
        return requirements
    }

    /// The same for who checks the proof of a bound token's key.
    package var takingBoundTokens: Self {
        var requirements = self
        requirements.takesBoundTokens = true
        return requirements
    }
}
