public import Hummingbird
public import MapaeFlask

/// A token that cannot be made as the client of `/mint` asks for it.
extension FlaskIssueError: HTTPResponseError {
    /// 400.
    public var status: HTTPResponse.Status { .badRequest }

    /// The code of what was wrong.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        try HTTPError(.badRequest, message: "\(code)").response(from: request, context: context)
    }
}
