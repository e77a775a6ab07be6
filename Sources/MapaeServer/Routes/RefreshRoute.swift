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
                throw error.withRealm(authority.realm)
            }
        }
    }

    private func token(of request: Request, limit: Int) async throws -> Substring {
        let bearer = try BearerCarrier.token(in: request.headers)
        if let bearer, !hasBody(request) { return bearer }
        let body = try await JSONBody.object(of: request, limit: limit)
        guard let member = body["refresh_token"] else {
            guard let bearer else {
                throw RequestError.invalid(
                    "Send the refresh token as {\"refresh_token\": \"…\"} or as 'Authorization: Bearer <token>'.")
            }
            return bearer
        }
        // RFC 6750 §2: one way a request. Two tokens in one request could be read as either.
        guard bearer == nil else { throw RequestError.invalid("Send the refresh token once: in the header or in the body.") }
        guard let token = member.string else { throw RequestError.invalid("'refresh_token' must be a text.") }
        return token[...]
    }

    private func hasBody(_ request: Request) -> Bool {
        if request.headers[.transferEncoding] != nil { return true }
        return request.headers[.contentLength].map { !$0.utf8.elementsEqual("0".utf8) } ?? false
    }
}
#endif
