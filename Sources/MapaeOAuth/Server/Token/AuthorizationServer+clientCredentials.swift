import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// Gives a client a token for itself (RFC 6749 §4.4): no refresh token, and no grant, as nobody has given one.
    /// - Parameters:
    ///   - request: The request.
    ///   - client: The client, which has authenticated.
    ///   - proof: The key that it has shown.
    /// - Throws: ``OAuthError``.
    func grant(
        _ request: ClientCredentialsRequest, client: Client, proof: DPoPProof?
    ) async throws(OAuthError) -> IssuedTokens {
        let now = now
        // RFC 9700 §4.15: whoever reads `sub` must not take the client for a user.
        guard try await !isUser(client.id.text) else { throw OAuthError(.unauthorizedClient) }
        let content = AccessToken(
            subject: client.id.text, clientID: client.id.text, scopes: request.scopes,
            audience: try audience([], granted: request.resources, scopes: request.scopes),
            keyThumbprint: proof?.thumbprint, issuedAt: now.seconds,
            expiresAt: now.advanced(by: settings.lifetimes.accessToken).seconds)
        let access = try issue(content, to: client)
        try use(proof, at: now)
        let event = OAuthEvent(.clientTokenIssued, at: now, clientID: client.id.text)
        if !access.rows.isEmpty { try await asking { try await store.insert(access.rows) } }
        report(event)
        return IssuedTokens(access: access)
    }

    /// Whether an id is a user's, shut out or not.
    private func isUser(_ id: String) async throws(OAuthError) -> Bool {
        try await asking {
            if try await users.claims(of: id) != nil { return true }
            return try await store.user(id: id) != nil
        }
    }
}
