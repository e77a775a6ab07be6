#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
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
        } catch let error as AccountError where error == AccountError(.overloaded) {
            return Self.unavailable("Too many logins at once: try again in a second.")
        } catch let error as AccountError where error == AccountError(.shutDown) {
            return Self.stopping
        } catch is CancellationError {
            return Self.stopping
        } catch let error as AccountError {
            // A damaged password hash, or no memory for a hash: a fault of the server, not of the password.
            context.logger.error("accounts failed", metadata: ["mapae.error": "\(error)"])
            return Self.unavailable("The server cannot check passwords now: try again later.")
        } catch let error as StoreError {
            context.logger.error("the store failed", metadata: ["mapae.error": "\(error)"])
            return Self.unavailable("The server cannot reach its data now: try again later.")
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

    private static var stopping: Response { unavailable("The server is stopping: try again soon.") }

    private static func unavailable(_ description: String) -> Response {
        var rendered = RenderedError(
            .serviceUnavailable, error: "temporarily_unavailable", description: description)
        rendered.headers[.retryAfter] = "1"
        return rendered.response
    }
}
#endif
