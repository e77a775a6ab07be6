#if Server
import Hummingbird

/// Lets who asks for the published keys wait until all of them are there, a tenth of a second after a first start: whoever knows
/// nothing but RS256 would keep a list without such a key for as long as lists may be kept.
struct CompleteKeys<Context: RequestContext>: RouterMiddleware {
    let keeper: KeyKeeper

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        try await keeper.complete(log: context.logger)
        return try await next(request, context)
    }
}
#endif
