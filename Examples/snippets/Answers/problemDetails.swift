import Hummingbird
import HummingbirdMapae

/// Refusals as RFC 9457 has them.
func problemDetails(_ key: SigningKey) throws -> Router<BasicTokenRequestContext> {
    // snippet.problems
    let auth = try TokenAuthority(
        signingKey: key, policy: TokenPolicy(realm: "stable", errorFormat: .problemDetails))
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)
    router.protected("protected", by: auth).get { _, context in context.token.subject }
    return router
}

// snippet.audit
/// Counts refusals by their code, and answers as before.
struct RefusalCount<Context: RequestContext>: RouterMiddleware {
    let count: @Sendable (TokenError.Code) -> Void

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as TokenError {
            count(error.code)
            throw error
        }
    }
}
// snippet.end
