public import HTTPTypes
public import Hummingbird
public import Mapae

extension TokenError: HTTPResponseError {
    /// 401, or 400 and 403 where RFC 6750 §3.1 says so.
    public var status: HTTPResponse.Status { rendered.status }

    /// The error as the client gets it.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        rendered.response(to: request)
    }
}
