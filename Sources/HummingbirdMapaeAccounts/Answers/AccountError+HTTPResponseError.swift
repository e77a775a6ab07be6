public import HTTPTypes
public import Hummingbird
import HummingbirdMapae
import Logging
public import MapaeAccounts

extension AccountError: HTTPResponseError {
    /// The status of `rendered`.
    public var status: HTTPResponse.Status { rendered.status }

    /// The error as the client gets it. A fault of the server is logged.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        if isFault { context.logger.error("accounts failed", metadata: ["mapae.error": "\(self)"]) }
        return rendered.response(to: request)
    }
}
