#if Server
import Hummingbird
import HummingbirdMapae
import MapaeAccounts
import MapaeStore

/// `POST /refresh`, with the refresh token as Bearer or as `{"refresh_token"}`: a new pair that is not fresh.
struct RefreshRoute: Sendable {
    let accounts: Accounts
    let authority: TokenAuthority

    func add(to router: Router<BasicTokenRequestContext>) {
        router.post("refresh") { request, context in
            do {
                let token = try await token(of: request, limit: context.maxUploadSize)
                let verified = try authority.verify(token, TokenRequirements([.refresh]))
                // A token outlives its user; what it can fetch must not.
                guard let user = try await accounts.user(id: verified.subject) else { throw TokenError(.invalidToken) }
                return try authority.tokenPair(for: user.id, claims: user.tokenClaims)
            } catch let error as TokenError {
                throw authority.prepared(error)
            }
        }
    }

    private func token(of request: Request, limit: Int) async throws -> Substring {
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
            throw RequestError.invalid(
                "Send the refresh token as {\"refresh_token\": \"…\"} or as 'Authorization: Bearer <token>'.")
        }
    }

    private func hasBody(_ request: Request) -> Bool {
        if request.headers[.transferEncoding] != nil { return true }
        return request.headers[.contentLength].map { !$0.utf8.elementsEqual("0".utf8) } ?? false
    }
}
#endif
