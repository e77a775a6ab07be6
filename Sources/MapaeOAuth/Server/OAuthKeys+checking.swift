import Mapae
public import MapaeJOSE

extension OAuthKeys {
    /// The keys that check what is signed with these algorithms, and what the authority has signed: each once.
    /// - Parameters:
    ///   - algorithms: The algorithms that ID tokens are signed with.
    ///   - now: The present, by which keys retire.
    func checking(_ algorithms: [JWSAlgorithm], at now: NumericDate) -> [VerificationKey] {
        var keys: [VerificationKey] = []
        for key in authorityKeys(at: now) + algorithms.compactMap({ key($0)?.verificationKey })
        where !key.algorithm.isSymmetric && !keys.contains(where: { $0.thumbprint == key.thumbprint }) {
            keys.append(key)
        }
        return keys
    }
}

extension AuthorizationServer {
    /// The algorithms that ID tokens are signed with: those that are offered and for which there is a key.
    var idTokenAlgorithms: [JWSAlgorithm] {
        settings.registration.idTokenAlgorithms.filter { keys.key($0) != nil }
    }

    /// All keys that check what this server signs (RFC 7517 §5), for ``OAuthEndpoints/keySet``.
    /// - Throws: `JOSEError` `duplicate_key_id` where a further key has the id of one of the authority's.
    public func publicKeys() throws(JOSEError) -> JWKSet { try JWKSet(keys.checking(idTokenAlgorithms, at: now)) }

    /// Reads the ID token by which a client names a user.
    /// - Throws: ``OAuthError`` `invalid_request` for what is none of this server's for that client.
    func hinted(_ text: String, to client: Client? = nil) throws(OAuthError) -> IDTokenHint {
        let hint = IDTokenHint(text, keys: keys.checking(idTokenAlgorithms, at: now), issuer: issuer, at: now)
        guard let hint, client.map({ client in hint.audience.contains { GrantRules.same($0, client.id.text) } }) ?? true
        else { throw OAuthError(.invalidRequest, "The id_token_hint is no ID token of this server for this client.") }
        return hint
    }
}
