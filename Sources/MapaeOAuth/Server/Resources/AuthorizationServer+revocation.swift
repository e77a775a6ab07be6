public import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The revocation endpoint (RFC 7009 §2): a client gives a token back.
    ///
    /// A refresh token ends its grant, and with it all its access tokens; an access token ends alone. What is no token, has died, or
    /// is another client's is left alone, and the answer is the same, so that nobody learns which are good.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - body: Its body.
    ///   - query: What stands behind the `?` of its target: nothing may.
    /// - Returns: The answer, whatever the request is. It fails never. 503 where the store did not say that the token is revoked.
    public func revoke(headers: HTTPFields, body: [UInt8], query: String = "") async -> OAuthAnswer {
        await answering { () async throws(OAuthError) -> OAuthAnswer in
            let parameters = try TokenForm.parameters(
                body: body, contentTypes: headers[values: .contentType], query: query.utf8)
            let client = try await authenticate(headers, parameters)
            guard let text = parameters["token"] else { throw OAuthError(.invalidRequest, "The token is missing.") }
            if let token = RefreshToken(parsing: text) {
                try await revoke(token, of: client)
            } else if OpaqueText.matches(text) {
                try await revoke(opaque: text, of: client)
            } else {
                try await revoke(jwt: text, of: client)
            }
            return OAuthAnswer(.ok)
        }
    }

    /// Also one that was used before: whoever logs out with what is left means it.
    private func revoke(_ token: RefreshToken, of client: Client) async throws(OAuthError) {
        guard let record = try await asking({ try await store.session(id: token.grantID) }),
            GrantRules.same(record.clientID, client.id.text)
        else { return }
        let state = try await asking { try GrantState(record) }
        guard token.isGenuine(key: state.refreshKey) else { return }
        try await end(grant: record.id, of: client.id.text, .grantEnded)
    }

    private func revoke(opaque text: String, of client: Client) async throws(OAuthError) {
        let digest = TokenDigest.of(text)
        guard let record = try await asking({ try await store.opaqueToken(digest: digest) }),
            GrantRules.same(record.clientID, client.id.text)
        else { return }
        let event = OAuthEvent(.clientTokenRevoked, at: now, clientID: record.clientID, grantID: record.grantID)
        let isGone = try await asking { try await store.remove(opaqueToken: digest, recording: records(event)) }
        if isGone { report(event) }
    }

    /// Its number is remembered until it would be refused anyway. Of one that has died nothing is.
    private func revoke(jwt text: String, of client: Client) async throws(OAuthError) {
        let now = now
        guard let claims = signedClaims(text), let content = AccessToken(claims), let id = content.tokenID,
            GrantRules.same(content.clientID, client.id.text)
        else { return }
        // Whoever checks it may allow for another clock, and this one may have run fast.
        let end = NumericDate(seconds: content.expiresAt).advanced(by: .seconds(60)).seconds
        guard now.seconds < end else { return }
        let isRevoked: Bool
        do { isRevoked = try await sessions.isRevoked([id]) } catch { throw OAuthError(.temporarilyUnavailable) }
        if isRevoked { return }
        let event = OAuthEvent(
            .clientTokenRevoked, at: now, clientID: content.clientID, grantID: content.grantID,
            subject: content.grantID == nil ? nil : content.subject)
        let revocation = Revocation(id: id, endsAt: end)
        try await asking { try await store.revoke(revocation, recording: records(event)) }
        learn([revocation])
        report(event)
    }
}
