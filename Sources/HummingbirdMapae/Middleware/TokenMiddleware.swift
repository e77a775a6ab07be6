public import Hummingbird
public import Mapae

/// Finds the token of a request, has it checked, and puts it into the context.
///
/// `router.protected(by:)` adds it for you.
public struct TokenMiddleware<Verifier: TokenVerifier, Context: TokenRequestContext>: RouterMiddleware {
    private let verifier: Verifier
    private let requirements: TokenRequirements
    private let badTokens: BadTokenPolicy

    /// Creates a middleware.
    /// - Parameters:
    ///   - verifier: Who decides.
    ///   - requirements: What a token must meet, and whether a request without one may pass.
    ///   - badTokens: What becomes of a request whose token is bad, where one without would pass.
    public init(
        _ verifier: Verifier, _ requirements: TokenRequirements = .access, badTokens: BadTokenPolicy = .refused
    ) {
        self.verifier = verifier
        self.requirements = requirements
        self.badTokens = badTokens
    }

    /// Passes the request on with its token, or throws a `TokenError`, which answers by itself.
    public func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var request = request
        var context = context
        // What a verifier of a group around this one has believed is not what this one believes.
        context.token = nil
        do {
            context.token = try await verifier.verify(&request, requirements)
        } catch let error as RequestError {
            throw error.written(as: verifier.errorFormat)
        } catch let error as TokenError {
            verifier.log(error, context.logger)
            guard requirements.isOptional, badTokens.lets(error) else { throw verifier.prepared(error) }
            return try await Handover.$refusal.withValue(error) { try await next(request, context) }
        }
        return try await next(request, context)
    }
}
