#if Server
import HTTPTypes
import HummingbirdMapae
import Mapae
import MapaeFlask
import MapaeJOSE

/// The answer to a request that does not get to any route.
struct Refusal: Sendable {
    let rendered: RenderedError

    private init(
        _ status: HTTPResponse.Status, _ error: String, _ description: String, _ headers: HTTPFields = [:]
    ) {
        var rendered = RenderedError(status, error: error, description: description)
        for field in headers { rendered.headers[field.name] = field.value }
        self.rendered = rendered
    }

    var status: Int { rendered.status.code }

    /// The header fields with what only the moment knows (RFC 9110 §6.6.1) and how long the body is.
    func headers(now: NumericDate = TokenClock.system.now()) -> HTTPFields {
        var headers = rendered.headers
        headers[.contentLength] = "\(rendered.body.count)"
        headers[.date] = HTTPDate.text(of: now)
        return headers
    }

    private static func invalid(_ description: String) -> Self { Self(.badRequest, "invalid_request", description) }

    static let malformed = invalid("The request is not HTTP as RFC 9112 describes it.")
    static let host = invalid("The request must carry exactly one Host header, with the name of a host.")
    static let authority = invalid("The request's target and its Host header name different hosts.")
    static let target = invalid("The request's target must be a path.")
    static let transferEncoding = invalid("The only Transfer-Encoding that is taken is 'chunked', in HTTP/1.1.")
    static let contentLength = invalid("The request must carry at most one Content-Length header.")
    static let framing = invalid("Too much stands between the chunks of the body.")
    static let incomplete = invalid("The body did not arrive whole.")
    static let headTime = Self(.requestTimeout, "request_timeout", "The request did not arrive in time.")
    static let bodyTime = Self(.requestTimeout, "request_timeout", "The body did not arrive in time.")
    static let method = Self(
        .methodNotAllowed, "method_not_allowed", "This method is not allowed here.",
        [.allow: "GET, HEAD, POST, OPTIONS"])
    static let targetLength = Self(.uriTooLong, "uri_too_long", "The request's target is too long.")
    static let headerFields = Self(
        .requestHeaderFieldsTooLarge, "header_fields_too_large", "The request's headers are too many or too long.")
    static let expectation = Self(
        .expectationFailed, "expectation_failed", "The only Expect that is met is '100-continue'.")
    static let stopping = Self(
        .serviceUnavailable, "temporarily_unavailable", "The server is stopping: try again soon.", [.retryAfter: "1"])

    // RFC 9110 §15.5.16: an Accept-Encoding tells that the coding was the reason.
    static let contentEncoding = Self(
        .unsupportedMediaType, "unsupported_media_type", "Send the body as it is, without Content-Encoding.",
        [.acceptEncoding: "identity"])

    static func bodyLength(_ limit: Int) -> Self {
        Self(.contentTooLarge, "content_too_large", "The body may have at most \(limit) bytes.")
    }
}
#endif
