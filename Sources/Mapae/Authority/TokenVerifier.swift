/// Decides whether a presented token is believed.
///
/// ``TokenAuthority`` does it at once with its own keys. A verifier may also wait: for the keys of another issuer, or for
/// the answer of an introspection endpoint.
///
/// Only ``realm`` and ``verify(_:_:)-(Substring,_)`` have to be written; the rest has a meaning without.
public protocol TokenVerifier: Sendable {
    /// The name of what is protected, for the challenge (RFC 9110 §11.5).
    var realm: String { get }

    /// Checks a token: form, signature, claims, requirements.
    /// - Parameters:
    ///   - token: The token as the request carried it.
    ///   - requirements: What the route demands.
    /// - Throws: ``TokenError`` with the code of what was wrong.
    func verify(_ token: Substring, _ requirements: TokenRequirements) async throws(TokenError) -> VerifiedToken

    /// Where tokens are looked for, in this order: the `Authorization` header unless told.
    var carriers: [TokenCarrier] { get }

    /// How refusals are written: as RFC 6750 has it unless told.
    var errorFormat: ErrorFormat { get }

    /// The identifiers of the authorization servers whose tokens it takes (RFC 8414 §2), for the metadata of a ``ProtectedResource``;
    /// none unless told.
    var authorizationServers: [String] { get }

    /// Finds a request's token and checks it.
    /// - Parameters:
    ///   - request: The request. Its body is read only where a carrier looks into it, and can be read again.
    ///   - requirements: What the route demands.
    /// - Returns: The token; `nil` when the request carries none and the route does not insist on one.
    /// - Throws: ``TokenError`` with the code of what was wrong; what the body's reader or a callback throws.
    func verify<R: TokenRequest>(
        _ request: inout R, _ requirements: TokenRequirements
    ) async throws -> VerifiedToken?

    /// Makes an error ready for the client, just before it is thrown to it.
    /// - Parameter error: What a verification threw.
    func prepared(_ error: TokenError) -> TokenError
}

extension TokenVerifier {
    /// The `Authorization` header.
    public var carriers: [TokenCarrier] { [.header] }

    /// RFC 6750.
    public var errorFormat: ErrorFormat { .oauth }

    /// None.
    public var authorizationServers: [String] { [] }

    /// Looks at the carriers in their order. The first that holds anything decides.
    public func verify<R: TokenRequest>(
        _ request: inout R, _ requirements: TokenRequirements
    ) async throws -> VerifiedToken? {
        for carrier in requirements.carriers ?? carriers {
            guard let found = try await carrier.credential(in: &request, for: requirements.type) else { continue }
            var token: VerifiedToken
            do { token = try await verify(found.token, requirements) } catch { throw found.explained(error) }
            try found.csrf.check(token.claims)
            token.location = found.location
            return token
        }
        if requirements.isOptional { return nil }
        throw TokenError(.missingToken)
    }

    /// The error with this verifier's realm and format.
    public func prepared(_ error: TokenError) -> TokenError {
        error.prepared(realm: realm, format: errorFormat)
    }
}
