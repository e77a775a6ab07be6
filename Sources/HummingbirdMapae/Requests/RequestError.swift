public import HTTPTypes
public import Hummingbird
import Mapae

/// A request that cannot be read: 400 `invalid_request`, 413 `content_too_large` or 415 `unsupported_media_type`.
public struct RequestError: HTTPResponseError, Sendable, Hashable, CustomStringConvertible {
    /// The status.
    public let status: HTTPResponse.Status
    /// The stable code.
    public let error: String
    /// What is wrong and what to do. It may name a member of the body, never a value.
    public let explanation: String
    /// How it is written.
    var format = ErrorFormat.oauth

    private init(_ status: HTTPResponse.Status, _ error: String, _ explanation: String) {
        self.status = status
        self.error = error
        self.explanation = explanation
    }

    /// The body, or a part of it, is not as it should be.
    public static func invalid(_ explanation: String) -> Self {
        Self(.badRequest, "invalid_request", explanation)
    }

    /// The body is longer than the limit.
    public static func tooLarge(limit: Int) -> Self {
        Self(.contentTooLarge, "content_too_large", "The body may have at most \(limit) bytes.")
    }

    /// The body is not said to be JSON.
    public static let notJSON = Self(
        .unsupportedMediaType, "unsupported_media_type", "Send JSON, with the header 'Content-Type: application/json'.")

    /// The body is compressed, which is not taken: a small body could become a huge one.
    public static let encoded = Self(
        .unsupportedMediaType, "unsupported_media_type", "Send the body as it is, without Content-Encoding.")

    /// The same error in a format.
    func written(as format: ErrorFormat) -> Self {
        var error = self
        error.format = format
        return error
    }

    /// The code and the explanation.
    public var description: String { "\(error): \(explanation)" }

    /// The error as the client gets it.
    public func response(from request: Request, context: some RequestContext) throws -> Response {
        RenderedError(status, error: error, description: explanation, format: format).response(to: request)
    }
}
