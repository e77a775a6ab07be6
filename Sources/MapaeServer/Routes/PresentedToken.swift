#if Server
import Hummingbird
import HummingbirdMapae

/// Finds the token of a request that is about the token itself, where a client may send it in two ways.
enum PresentedToken {
    /// The token in the header, or the member `refresh_token` of a JSON body.
    /// - Throws: `RequestError` `invalid_request` for none, for both, and for a member that is no text.
    static func refreshToken(of request: Request, limit: Int) async throws -> Substring {
        if let token = try await either(of: request, limit: limit) { return token }
        throw RequestError.invalid(
            "Send the refresh token as {\"refresh_token\": \"…\"} or as 'Authorization: Bearer <token>'.")
    }

    /// The token in the header, or the member `refresh_token` of a JSON body, if there is one.
    /// - Throws: `RequestError` `invalid_request` for both, and for a member that is no text.
    static func either(of request: Request, limit: Int) async throws -> Substring? {
        let bearer = try HeaderCarrier.bearer.token(in: request.headers)
        guard hasBody(request) else { return bearer }
        let body = try await BodyMembers(of: request, limit: limit, "refresh_token")
        guard body.has("refresh_token") else { return bearer }
        // RFC 6750 §2: one way a request. Two tokens in one request could be read as either.
        guard bearer == nil else {
            throw RequestError.invalid("Send the refresh token once: in the header or in the body.")
        }
        return try body.text("refresh_token")[...]
    }

    private static func hasBody(_ request: Request) -> Bool {
        if request.headers[.transferEncoding] != nil { return true }
        return request.headers[.contentLength].map { !$0.utf8.elementsEqual("0".utf8) } ?? false
    }
}
#endif
