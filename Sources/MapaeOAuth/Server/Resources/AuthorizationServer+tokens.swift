import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// What an access token says, if this server has issued it and it is good now. The store is asked in any case: what another
    /// process has ended a moment ago is not good any more.
    /// - Parameter text: The token.
    /// - Returns: `nil` for any other text.
    /// - Throws: ``OAuthError`` `temporarily_unavailable`.
    func activeToken(_ text: String) async throws(OAuthError) -> ActiveToken? {
        let found = OpaqueText.matches(text) ? try await opaqueToken(text) : try await jwt(text)
        guard let content = found else { return nil }
        guard let grantID = content.grantID else { return ActiveToken(content: content, grant: nil) }
        guard let grant = try await grant(grantID, of: content.clientID),
            GrantRules.same(grant.subject, content.subject)
        else { return nil }
        return ActiveToken(content: content, grant: grant)
    }

    private func opaqueToken(_ text: String) async throws(OAuthError) -> AccessToken? {
        let now = now
        return try await asking {
            guard let record = try await store.opaqueToken(digest: TokenDigest.of(text)), now.seconds < record.endsAt
            else { return nil }
            return try AccessToken(record)
        }
    }

    private func jwt(_ text: String) async throws(OAuthError) -> AccessToken? {
        guard let claims = signedClaims(text), (try? sessions.authority.policy.checkTimes(claims, now: now)) != nil,
            let content = AccessToken(claims)
        else { return nil }
        let ids = [content.grantID, content.tokenID].compactMap(\.self)
        let isRevoked: Bool
        do { isRevoked = try await sessions.isRevoked(ids) } catch { throw OAuthError(.temporarilyUnavailable) }
        if isRevoked { return nil }
        // What a client that is gone has got is not good any more.
        guard let id = ClientID(content.clientID), try await storedClient(id) != nil else { return nil }
        return content
    }

    /// The claims of an access token that this server has signed, whatever the time.
    func signedClaims(_ text: String) -> ClaimSet? {
        guard let claims = signed.claims(of: text), claims.hasIssuer(issuer.text) else { return nil }
        return claims
    }

    /// A grant that goes on: it is this client's, and the login in which it was given is not over where its end is the grant's.
    func grant(_ id: String, of clientID: String) async throws(OAuthError) -> SessionRecord? {
        let now = now
        guard let grant = try await asking({ try await store.session(id: id) }),
            GrantRules.same(grant.clientID, clientID), now.seconds < grant.endsAt
        else { return nil }
        guard let loginID = grant.loginID else { return grant }
        let login = try await asking { try await store.session(id: loginID) }
        return GrantRules.isAlive(login, of: grant.subject, at: now) ? grant : nil
    }
}
