public import Mapae
public import MapaeJOSE

/// A verifier for tests, which believes every request to come from one user, or from nobody.
///
/// ```swift
/// func routes(_ verifier: some TokenVerifier) -> Router<BasicTokenRequestContext> { … }      // the program's own
///
/// let app = Application(router: routes(InjectedIdentity("ada", scopes: ["account"])))        // in a test
/// ```
///
/// What a route demands it demands of this user as well: without the scope the answer is 403. Nothing of it is meant for a program
/// that others can reach; it stands in a library that such a program does not link.
public struct InjectedIdentity: TokenVerifier {
    /// The name of what is protected.
    public let realm = "test"
    private let token: VerifiedToken?

    /// Nobody: each request is one without a token.
    public static let nobody = InjectedIdentity(token: nil)

    private init(token: VerifiedToken?) { self.token = token }

    /// Creates a verifier.
    /// - Parameters:
    ///   - subject: Whom every token is about.
    ///   - type: What every token is for.
    ///   - isFresh: Whether every token comes from a login.
    ///   - scopes: What every token allows.
    ///   - sessionID: The session that every token belongs to.
    ///   - claims: Further claims, `roles` among them.
    /// - Throws: `JOSEError` for claims that no token could have.
    public init(
        _ subject: String, type: TokenType = .access, isFresh: Bool = true, scopes: [String] = [],
        sessionID: String? = nil, claims: JSONObject = [:]
    ) throws {
        let end = NumericDate(seconds: 4_102_444_800)
        var all: JSONObject = ["sub": .string(subject), "exp": .integer(end.seconds), "type": .string(type.rawValue)]
        if type == .access { all["fresh"] = .bool(isFresh) }
        if !scopes.isEmpty { all["scope"] = .string(scopes.joined(separator: " ")) }
        if let sessionID { all["sid"] = .string(sessionID) }
        for member in claims.members { all[member.name] = member.value }
        self.token = VerifiedToken(
            subject: subject, type: type, isFresh: isFresh, expirationTime: end, keyID: nil,
            claims: try ClaimSet(json: JSONValue.object(all).serialized()))
    }

    /// The one token, whatever was presented.
    /// - Throws: `TokenError` when it is not enough for the route, `missing_token` for ``nobody``.
    public func verify(
        _ presented: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        guard let token else { throw TokenError(.missingToken) }
        if let wanted = requirements.type, wanted != token.type {
            throw TokenError(.wrongTokenType(expected: wanted))
        }
        try requirements.check(token, at: TokenClock.system.now())
        return token
    }

    /// The one token, whatever the request carries.
    public func verify<R: TokenRequest>(
        _ request: inout R, _ requirements: TokenRequirements
    ) async throws -> VerifiedToken? {
        if token == nil, requirements.isOptional { return nil }
        return try await verify("", requirements)
    }
}
