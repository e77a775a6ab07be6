/// A verifier with a check of the program's own behind it.
///
/// ```swift
/// let verifier = auth
///     .withBlocklist { token in try await blocklist.contains(token.tokenID) }
///     .withCheck { token in token.claims["tenant"]?.string == "blue" }
/// ```
public struct CheckedVerifier<Base: TokenVerifier>: TokenVerifier {
    /// What checks the token before.
    public let base: Base
    private let refusal: @Sendable (VerifiedToken, TokenRequirements) async throws -> TokenError?

    init(
        _ base: Base, _ refusal: @escaping @Sendable (VerifiedToken, TokenRequirements) async throws -> TokenError?
    ) {
        self.base = base
        self.refusal = refusal
    }

    /// The base's.
    public var realm: String { base.realm }
    /// The base's.
    public var carriers: [TokenCarrier] { base.carriers }
    /// The base's.
    public var errorFormat: ErrorFormat { base.errorFormat }
    /// The base's.
    public var authorizationServers: [String] { base.authorizationServers }

    /// Checks a token as the base does, and then by the check.
    /// - Throws: ``TokenError``; `temporarily_unavailable` when the check itself fails, as then nobody knows.
    public func verify(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        let verified = try await base.verify(token, requirements)
        try await check(verified, requirements)
        return verified
    }

    /// Finds and checks a token as the base does, and then by the check.
    public func verify<R: TokenRequest>(
        _ request: inout R, _ requirements: TokenRequirements
    ) async throws -> VerifiedToken? {
        guard let verified = try await base.verify(&request, requirements) else { return nil }
        try await check(verified, requirements)
        return verified
    }

    /// As the base does.
    public func prepared(_ error: TokenError) -> TokenError { base.prepared(error) }

    private func check(_ token: VerifiedToken, _ requirements: TokenRequirements) async throws(TokenError) {
        let refusal: TokenError?
        do {
            refusal = try await self.refusal(token, requirements)
        } catch let error as TokenError {
            throw error
        } catch {
            throw TokenError(.temporarilyUnavailable, underlying: error)
        }
        if let refusal { throw refusal }
    }
}

extension TokenVerifier {
    /// The same verifier, which refuses tokens that have been revoked: 401 `token_revoked`.
    ///
    /// It is asked for each request. `Sessions` needs no question, and keeps the list for you.
    /// - Parameter isRevoked: Whether a token, which is right otherwise, has been revoked. When it throws, the request is refused
    ///   with 503.
    public func withBlocklist(
        _ isRevoked: @escaping @Sendable (VerifiedToken) async throws -> Bool
    ) -> CheckedVerifier<Self> {
        CheckedVerifier(self) { token, requirements in
            guard !requirements.ignoresRevocation, try await isRevoked(token) else { return nil }
            return TokenError(.revoked)
        }
    }

    /// The same verifier, which refuses tokens that the program does not want: 401 `token_rejected`.
    /// - Parameter isWanted: Whether a token, which is right otherwise, is accepted. When it throws, the request is refused with
    ///   503.
    public func withCheck(
        _ isWanted: @escaping @Sendable (VerifiedToken) async throws -> Bool
    ) -> CheckedVerifier<Self> {
        CheckedVerifier(self) { token, _ in try await isWanted(token) ? nil : TokenError(.rejected) }
    }
}
