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
        let member = hasBody(request) ? try await JSONBody.object(of: request, limit: limit)["refresh_token"] : nil
        switch (bearer, member) {
        case (let bearer?, nil):
            return bearer
        case (nil, .string(let token)?):
            return token[...]
        case (.some, .some):
            // RFC 6750 §2: one way a request. Two tokens in one request could be read as either.
            throw RequestError.invalid("Send the refresh token once: in the header or in the body.")
        case (nil, .some):
            throw RequestError.invalid("'refresh_token' must be a text.")
        case (nil, nil):
            return nil
        }
    }

    private static func hasBody(_ request: Request) -> Bool {
        if request.headers[.transferEncoding] != nil { return true }
        return request.headers[.contentLength].map { !$0.utf8.elementsEqual("0".utf8) } ?? false
    }
}
#endif
