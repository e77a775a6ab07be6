import Hummingbird
import Mapae

/// Looks up the user of a request's token, which another middleware has put into the context.
struct UserMiddleware<Verifier: TokenVerifier, Context: TokenRequestContext, User: Sendable>: RouterMiddleware {
    let verifier: Verifier
    let find: @Sendable (VerifiedToken) async throws -> User?

    /// Passes the request on with its user.
    /// - Throws: `TokenError` `unknown_user` for a token whose user there is not any more; what the look-up throws.
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard let token = context.token else { return try await next(request, context) }
        guard let user = try await find(token) else { throw verifier.prepared(TokenError(.unknownUser)) }
        return try await Handover.$user.withValue(user) { try await next(request, context) }
    }
}
