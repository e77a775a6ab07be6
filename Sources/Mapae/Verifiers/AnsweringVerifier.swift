/// A verifier whose refusals the program writes itself.
///
/// ```swift
/// let verifier = auth.withAnswer { error in
///     guard error.code == .expired else { return nil }                // every other refusal stays as it is
///     return RenderedError(.unauthorized, error: "session_over", description: "Log in again.")
/// }
/// ```
public struct AnsweringVerifier<Base: TokenVerifier>: TokenVerifier {
    /// What checks the token.
    public let base: Base
    private let answer: @Sendable (TokenError) -> RenderedError?

    init(_ base: Base, _ answer: @escaping @Sendable (TokenError) -> RenderedError?) {
        self.base = base
        self.answer = answer
    }

    /// The base's.
    public var realm: String { base.realm }
    /// The base's.
    public var carriers: [TokenCarrier] { base.carriers }
    /// The base's.
    public var errorFormat: ErrorFormat { base.errorFormat }
    /// The base's.
    public var authorizationServers: [String] { base.authorizationServers }

    /// Checks a token as the base does.
    public func verify(
        _ token: Substring, _ requirements: TokenRequirements
    ) async throws(TokenError) -> VerifiedToken {
        try await base.verify(token, requirements)
    }

    /// Finds and checks a token as the base does.
    public func verify<R: TokenRequest>(
        _ request: inout R, _ requirements: TokenRequirements
    ) async throws -> VerifiedToken? {
        try await base.verify(&request, requirements)
    }

    /// The error with the program's answer, or as the base prepares it.
    public func prepared(_ error: TokenError) -> TokenError {
        var prepared = base.prepared(error)
        if let answer = answer(prepared) { prepared.answer = answer }
        return prepared
    }
}

extension TokenVerifier {
    /// The same verifier, whose refusals the program writes itself.
    /// - Parameter answer: The answer to a refusal; `nil` leaves it as it is, which ``TokenError/rendered`` shows. What it says before
    ///   a signature is right should be one text for every cause.
    public func withAnswer(_ answer: @escaping @Sendable (TokenError) -> RenderedError?) -> AnsweringVerifier<Self> {
        AnsweringVerifier(self, answer)
    }
}
