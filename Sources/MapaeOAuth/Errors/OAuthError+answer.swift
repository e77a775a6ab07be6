public import HTTPTypes
public import Mapae

extension OAuthError {
    /// The status of a JSON answer (RFC 6749 §5.2, RFC 7591 §3.2.2, RFC 9126 §2.3). A client that has failed too often gets 401 as before,
    /// which RFC 6749 §5.2 demands where it has tried by `Authorization`, and a `Retry-After` beside it.
    public var status: HTTPResponse.Status { .init(code: code.row.status) }

    /// The status of a page for the user. A page is never 401: that asks for credentials in a header, which no user
    /// has.
    public var pageStatus: HTTPResponse.Status { .init(code: code.row.status == 401 ? 400 : code.row.status) }

    /// The answer of an endpoint that clients call themselves: `{"error", "error_description"}`, never cached
    /// (RFC 6749 §5.1, §5.2).
    /// - Parameter realm: The realm of the challenge that goes with `invalid_client`. RFC 9110 §15.5.2 wants one with
    ///   each 401; RFC 6749 §5.2 wants `Basic` for a client that used it.
    public func answer(realm: String) -> RenderedError {
        var answer = RenderedError(status, error: "\(code)", description: explanation)
        // Caches that know nothing newer than HTTP/1.0.
        if let pragma = HTTPField.Name("Pragma") { answer.headers[pragma] = "no-cache" }
        if let retryAfter { answer.headers[.retryAfter] = "\(max(1, retryAfter))" }
        switch code {
        case .invalidClient:
            answer.headers[.wwwAuthenticate] = "Basic realm=\"\(QuotedText.safe(realm))\", charset=\"UTF-8\""
        case .insufficientUserAuthentication:
            answer.headers[.wwwAuthenticate] = """
                Bearer realm="\(QuotedText.safe(realm))", error="\(code)", error_description="\(explanation)"
                """
        default: break
        }
        return answer
    }
}
