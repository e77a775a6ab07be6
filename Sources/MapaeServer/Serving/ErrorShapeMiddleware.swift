#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import HummingbirdMapaeAccounts
import Logging
import MapaeAccounts
import MapaeStore

/// Gives every error one form, `{"error", "error_description"}`, and keeps what went wrong inside out of the answers.
struct ErrorShapeMiddleware<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let response = try await shaped(request, context, next)
        // RFC 9110 §9.3.2: a client takes the body of an answer to HEAD for the beginning of the next answer.
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func shaped(
        _ request: Request, _ context: Context, _ next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as TokenError {
            return try error.response(from: request, context: context)
        } catch let error as RequestError {
            return try error.response(from: request, context: context)
        } catch let error as RouteError {
            return try error.response(from: request, context: context)
        } catch let error as AccountError {
            return try error.response(from: request, context: context)
        } catch let refusal as LoginRefusal {
            return try refusal.response(from: request, context: context)
        } catch is CancellationError {
            return RenderedError.unavailable("The server is stopping: try again soon.").response
        } catch let error as StoreError {
            context.logger.error("the store failed", metadata: ["mapae.error": "\(error)"])
            return RenderedError.unavailable("The server cannot reach its data now: try again later.").response
        } catch let error as any HTTPResponseError {
            return Self.plain(error.status).response
        } catch {
            // The type only: an unknown error's text may hold anything.
            context.logger.error("a request failed", metadata: ["mapae.error": "\(type(of: error))"])
            return RenderedError(
                .internalServerError, error: "server_error", description: "The server made a mistake; it is in its log."
            ).response
        }
    }

    /// What the framework itself refuses.
    private static func plain(_ status: HTTPResponse.Status) -> RenderedError {
        switch status {
        case .notFound:
            RenderedError(status, error: "not_found", description: "There is nothing at this path.")
        case .contentTooLarge:
            RenderedError(status, error: "content_too_large", description: "The body is too long.")
        default:
            RenderedError(status, error: "invalid_request", description: "The request is not as it should be.")
        }
    }
}
#endif
