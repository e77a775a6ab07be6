#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae

/// Why a request of a user or an administrator was refused, in the form of every other error.
struct RouteError: HTTPResponseError, Hashable, CustomStringConvertible {
    let status: HTTPResponse.Status
    /// The stable code.
    let error: String
    let explanation: String
    /// In how many seconds trying again can succeed.
    var retryAfter: Int?

    init(_ status: HTTPResponse.Status, _ error: String, _ explanation: String, retryAfter: Int? = nil) {
        self.status = status
        self.error = error
        self.explanation = explanation
        self.retryAfter = retryAfter
    }

    static let noUser = Self(.notFound, "not_found", "There is no such user.")

    /// RFC 6749 §5.2.
    static let scope = Self(.badRequest, "invalid_scope", "You may not ask for these scopes.")

    var description: String { "\(error): \(explanation)" }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var rendered = RenderedError(status, error: error, description: explanation)
        if let retryAfter { rendered.headers[.retryAfter] = "\(retryAfter)" }
        return rendered.response(to: request)
    }
}
#endif
