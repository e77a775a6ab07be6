#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae

/// Refuses a request without a Host, or with several (RFC 9112 §3.2): a proxy in front might go by another one.
struct HostMiddleware<Context: RequestContext>: RouterMiddleware {
    /// NIO takes the first Host for the authority and leaves further ones among the headers.
    private static var further: HTTPField.Name? { HTTPField.Name("host") }

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let furtherHosts = Self.further.map { request.headers[values: $0] } ?? []
        guard request.head.authority?.isEmpty == false, furtherHosts.isEmpty else {
            throw RequestError.invalid("The request must carry exactly one Host header.")
        }
        return try await next(request, context)
    }
}
#endif
