import Hummingbird
import HummingbirdMapae

// snippet.answers
/// Answers for an expired token in words of your own.
struct ExpiredTokenAnswer<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as TokenError where error.code == .expired {
            var answer = error.rendered
            answer.body = Array(#"{"code":"dave","err":"I can't let you do that"}"#.utf8)
            return answer.response
        }
    }
}
// snippet.end

/// `loaders.py`: one answer replaced.
func loaders(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    // snippet.answers.use
    router.add(middleware: ExpiredTokenAnswer())
    router.protected("protected", by: auth).get { _, _ in ["hello": "world"] }
    // snippet.end
    return router
}
