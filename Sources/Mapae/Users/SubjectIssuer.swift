public import MapaeJOSE

/// Issues tokens for values of a type of yours: whom they are about and what else they say is written down once.
///
/// ```swift
/// let issuer = auth.issuer(for: User.self, subject: { "\($0.id)" }) { user in ["role": .string(user.role)] }
/// let response = try await issuer.tokenPair(for: user, fresh: true)
/// ```
///
/// A number as subject becomes a text here, at compile time: readers refuse tokens whose `sub` is none (RFC 7519 §4.1.2).
public struct SubjectIssuer<Subject: Sendable>: Sendable {
    private let authority: TokenAuthority
    private let subject: @Sendable (Subject) -> String
    private let claims: @Sendable (Subject) async throws -> JSONObject
    private let headers: @Sendable (Subject) async throws -> JSONObject

    init(
        _ authority: TokenAuthority, subject: @escaping @Sendable (Subject) -> String,
        claims: @escaping @Sendable (Subject) async throws -> JSONObject,
        headers: @escaping @Sendable (Subject) async throws -> JSONObject
    ) {
        self.authority = authority
        self.subject = subject
        self.claims = claims
        self.headers = headers
    }

    /// Issues an access token.
    /// - Parameters:
    ///   - user: Whom it is about.
    ///   - fresh: Whether the user has just shown a credential.
    ///   - scopes: What it allows.
    ///   - further: Claims for this token alone; one of a name that the closure gives too wins.
    /// - Throws: As `TokenAuthority.accessToken` does, and what the closures throw.
    public func accessToken(
        for user: Subject, fresh: Freshness = false, scopes: [String] = [], claims further: JSONObject = [:]
    ) async throws -> TokenResponse {
        try authority.accessToken(
            for: subject(user), fresh: fresh, scopes: scopes, claims: merged(try await claims(user), further),
            headers: try await headers(user))
    }

    /// Issues an access token and a refresh token.
    /// - Parameters:
    ///   - user: Whom they are about.
    ///   - fresh: Whether the user has just shown a credential.
    ///   - scopes: What the access token allows.
    ///   - further: Claims for these tokens alone; one of a name that the closure gives too wins.
    /// - Throws: As `TokenAuthority.tokenPair` does, and what the closures throw.
    public func tokenPair(
        for user: Subject, fresh: Freshness = false, scopes: [String] = [], claims further: JSONObject = [:]
    ) async throws -> TokenResponse {
        try authority.tokenPair(
            for: subject(user), fresh: fresh, scopes: scopes, claims: merged(try await claims(user), further),
            headers: try await headers(user))
    }

    /// A new object: what one user's token says can never leak into the next one's.
    private func merged(_ claims: JSONObject, _ further: JSONObject) -> JSONObject {
        further.members.reduce(into: claims) { $0[$1.name] = $1.value }
    }
}

extension TokenAuthority {
    /// Writes down once what the tokens of a type of yours say.
    /// - Parameters:
    ///   - type: The type.
    ///   - subject: Whom a token is about: a text that never changes and is never given to another.
    ///   - claims: Further claims. A closure behind the parentheses is this one.
    ///   - headers: Further header parameters.
    public func issuer<Subject: Sendable>(
        for type: Subject.Type = Subject.self,
        subject: @escaping @Sendable (Subject) -> String,
        claims: @escaping @Sendable (Subject) async throws -> JSONObject = { _ in [:] },
        headers: @escaping @Sendable (Subject) async throws -> JSONObject = { _ in [:] }
    ) -> SubjectIssuer<Subject> {
        SubjectIssuer(self, subject: subject, claims: claims, headers: headers)
    }
}
