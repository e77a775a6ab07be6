public import MapaeJOSE

/// Checks each token by the authority of the tenant that it names.
///
/// ```swift
/// let tenants = TenantVerifier { token in
///     guard let name = try token.unverifiedHeader()["kid"]?.string else { return nil }
///     return try await directory.authority(ofTenant: name)
/// }
/// let response = try await directory.authority(ofTenant: "blue").accessToken(for: "ada")
/// ```
///
/// What the closure reads is not true yet. It only chooses who decides: the tenant's own keys, issuer and audience then must
/// fit the token. Give tenants different issuers or audiences, or keys that no two share; otherwise one passes for the other.
public struct TenantVerifier: TokenVerifier {
    /// The name of what is protected.
    public let realm: String
    /// Where tokens are looked for.
    public let carriers: [TokenCarrier]
    /// How refusals are written.
    public let errorFormat: ErrorFormat
    private let limits: TokenLimits
    private let authority: @Sendable (UnverifiedToken) async throws -> TokenAuthority?

    /// Creates a verifier.
    /// - Parameters:
    ///   - realm: The name of what is protected.
    ///   - accept: Where tokens are looked for.
    ///   - errorFormat: How refusals are written.
    ///   - limits: How large a token may be before anybody looks at it.
    ///   - authority: The authority that decides on a token; `nil` for a tenant that there is not. When it throws other than a
    ///     `JOSEError`, the request is refused with 503.
    public init(
        realm: String = "api", accept: [TokenCarrier] = [.header], errorFormat: ErrorFormat = .oauth,
        limits: TokenLimits = .init(),
        authority: @escaping @Sendable (UnverifiedToken) async throws -> TokenAuthority?
    ) {
        self.realm = realm
        self.carriers = accept
        self.errorFormat = errorFormat
        self.limits = limits
        self.authority = authority
    }

    /// Checks a token by its tenant's authority.
    /// - Throws: ``TokenError``; `invalid_token` for an unknown tenant, `temporarily_unavailable` when it cannot be looked up.
    public func verify(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        let unverified: UnverifiedToken
        do { unverified = try UnverifiedToken(token, limits: limits) } catch {
            throw TokenError(.invalidToken, cause: error)
        }
        let authority: TokenAuthority?
        do {
            authority = try await self.authority(unverified)
        } catch let error as JOSEError {
            throw TokenError(.invalidToken, cause: error)
        } catch {
            throw TokenError(.temporarilyUnavailable, underlying: error)
        }
        guard let authority else { throw TokenError(.invalidToken, cause: JOSEError(.unknownKey)) }
        return try authority.verify(token, requirements)
    }
}
