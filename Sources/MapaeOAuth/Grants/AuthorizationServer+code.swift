import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// Gives out a code for what a user has agreed to (RFC 6749 §4.1.2).
    /// - Parameters:
    ///   - request: The request.
    ///   - login: How the user has logged in.
    ///   - scopes: What the user has agreed to, where that is less than the request asks for.
    /// - Returns: The answer for the client.
    /// - Throws: ``OAuthError`` `temporarily_unavailable` when the store fails; `invalid_scope` for more than was asked for.
    public func issueCode(
        for request: AuthorizationRequest, to login: UserLogin, scopes: ScopeList? = nil
    ) async throws(OAuthError) -> AuthorizationResponse {
        let authorization = GrantedAuthorization(
            scopes: try ScopeList.narrowed(scopes, granted: request.scopes), resources: request.resources,
            login: login, claims: request.claims)
        let details = CodeDetails(
            authorization: authorization, redirectURI: request.address.target.text,
            redirectURIWasRequested: request.address.target.wasRequested, challenge: request.challenge,
            nonce: request.nonce, dpopThumbprint: request.dpopThumbprint)
        let now = now
        let code = Base64URL.encode(RandomBytes.make(32))
        let endsAt = now.advanced(by: settings.lifetimes.code).seconds
        let record = CodeRecord(
            digest: TokenDigest.of(code), clientID: request.clientID.text, subject: login.subject,
            loginID: login.sessionID, epoch: login.epoch, grantID: RandomBytes.identifier(), endsAt: endsAt,
            keptUntil: endsAt, details: details.json)
        let event = OAuthEvent(
            .codeIssued, at: now, clientID: record.clientID, grantID: record.grantID, subject: login.subject)
        try await asking { try await store.insert(record, recording: records(event)) }
        report(event)
        return AuthorizationResponse(code: code, to: request.address)
    }
}
