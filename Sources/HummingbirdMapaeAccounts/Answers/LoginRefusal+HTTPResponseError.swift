public import HTTPTypes
public import Hummingbird
import HummingbirdMapae
public import Mapae
public import MapaeAccounts

extension LoginRefusal: HTTPResponseError {
    /// 429 with `Retry-After`: the same for names that exist and names that do not, and for every limit.
    public var rendered: RenderedError {
        var rendered = RenderedError(
            .tooManyRequests, error: "too_many_attempts",
            description: "There were too many attempts: try again in \(retryAfter) seconds.")
        rendered.headers[.retryAfter] = "\(retryAfter)"
        return rendered
    }

    /// 429.
    public var status: HTTPResponse.Status { .tooManyRequests }

    /// The refusal as the client gets it.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        rendered.response(to: request)
    }
}
