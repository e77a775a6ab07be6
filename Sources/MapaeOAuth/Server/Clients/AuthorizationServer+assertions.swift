import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// Authenticates a client by what it has signed (RFC 7523 §3). An assertion is used once.
    /// - Parameters:
    ///   - text: The assertion.
    ///   - named: The `client_id` of the body.
    /// - Throws: ``OAuthError`` `invalid_client`, `temporarily_unavailable`.
    func authenticate(assertion text: String, _ named: ClientID?) async throws(OAuthError) -> Client {
        let assertion = try ClientAssertion(text, named: named)
        guard let client = try await client(assertion.clientID) else { throw OAuthError(.invalidClient) }
        do throws(OAuthError) {
            try client.authenticate(.assertion(named, text: text))
            let rules = ClientAssertion.Rules(
                // Not the token endpoint: whoever shows a client that address as its own would get assertions for this server
                // (CVE-2025-27370, RFC 7523bis §4).
                audiences: [issuer.text], longestLife: settings.lifetimes.clientAssertion,
                leeway: settings.lifetimes.clientClockLeeway, now: now)
            let use = try assertion.check(client, keys: try await publicKeys(of: client, assertion.keyID), rules)
            guard try await asking({ try await store.useOnce(use.digest, rememberingUntil: use.until) }) else {
                throw OAuthError(.invalidClient, "The client assertion was used before.")
            }
        } catch {
            if error.code == .invalidClient { try await noteRefusal(of: client) }
            throw error
        }
        return client
    }

    /// A client's keys. Where they cannot be had, nobody can show who it is.
    /// - Throws: ``OAuthError`` `invalid_client`; `temporarily_unavailable`, which counts as no refusal.
    private func publicKeys(of client: Client, _ keyID: String?) async throws(OAuthError) -> JWKSet {
        switch client.metadata.keys {
        case .set(let set): return set
        case .uri(let address):
            guard let remoteKeys else {
                throw OAuthError(.invalidClient, "This server fetches no jwks_uri; register a jwks.")
            }
            let request = ClientKeyRequest(
                address: address, algorithm: client.metadata.assertionAlgorithm, keyID: keyID,
                isKnown: !client.isOfDocument && !client.isSelfRegistered)
            do { return try await remoteKeys(request) } catch let error as OAuthError {
                // An outage says nothing of who the client is.
                guard error.code != .temporarilyUnavailable else { throw error }
                throw OAuthError(.invalidClient, Self.noKeys)
            } catch {
                throw OAuthError(.invalidClient, Self.noKeys)
            }
        case nil: throw OAuthError(.invalidClient)
        }
    }

    private static let noKeys = "The client's jwks_uri did not give its keys."
}
