public import Hummingbird
import Logging
public import Mapae

/// Finds the token of a request, has it checked, and puts it into the context.
///
/// `router.protected(by:)` adds it for you.
public struct TokenMiddleware<Verifier: TokenVerifier, Context: TokenRequestContext>: RouterMiddleware {
    private let verifier: Verifier
    private let requirements: TokenRequirements
    private let isOptional: Bool

    /// Creates a middleware.
    /// - Parameters:
    ///   - verifier: Who decides.
    ///   - requirements: What a token must meet.
    ///   - isOptional: Whether a request without a token may pass. One with a bad token never does.
    public init(_ verifier: Verifier, _ requirements: TokenRequirements = .access, isOptional: Bool = false) {
        self.verifier = verifier
        self.requirements = requirements
        self.isOptional = isOptional
    }

    /// Passes the request on with its token, or throws a `TokenError`, which answers by itself.
    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var context = context
        do throws(TokenError) {
            if let token = try BearerCarrier.token(in: request.headers) {
                context.token = try await verifier.verify(token, requirements)
            } else if !isOptional {
                throw TokenError(.missingToken)
            }
        } catch {
            context.logger.debug("token refused", metadata: ["mapae.cause": "\(error)"])
            throw error.withRealm(verifier.realm)
        }
        return try await next(request, context)
    }
}
