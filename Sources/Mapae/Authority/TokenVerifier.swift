/// Decides whether a presented token is believed.
///
/// ``TokenAuthority`` does it at once with its own keys. A verifier may also wait: for the keys of another issuer, or for
/// the answer of an introspection endpoint.
public protocol TokenVerifier: Sendable {
    /// The name of what is protected, for the challenge (RFC 9110 §11.5).
    var realm: String { get }

    /// Checks a token: form, signature, claims, requirements.
    /// - Parameters:
    ///   - token: The token as the request carried it.
    ///   - requirements: What the route demands.
    /// - Throws: ``TokenError`` with the code of what was wrong.
    func verify(_ token: Substring, _ requirements: TokenRequirements) async throws(TokenError) -> VerifiedToken
}
