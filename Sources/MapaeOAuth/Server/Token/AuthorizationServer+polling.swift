import Mapae
import MapaeStore

extension AuthorizationServer {
    /// Exchanges a device code for tokens, once its user has agreed (RFC 8628 §3.4). Of many that come at once, one gets them.
    /// - Parameters:
    ///   - request: The request.
    ///   - client: The client.
    ///   - proof: The key that it has shown.
    /// - Throws: ``OAuthError``.
    func poll(
        _ request: DeviceCodeRequest, client: Client, proof: DPoPProof?
    ) async throws(OAuthError) -> IssuedTokens {
        let now = now
        let poll = DevicePoll(client: client, now: now)
        let digest = TokenDigest.of(request.code)
        let look = try await asking { try await store.change(deviceCode: digest) { poll.decide($0) } }
        guard case .worth(let record, let subject, let authorization, let login) = look.outcome else {
            throw refusal(look)
        }
        let grant = try await newGrant(
            GrantSource(
                grantID: record.grantID, subject: subject, login: login, authorization: authorization,
                resources: request.resources, nonce: nil),
            for: client, keyThumbprint: proof?.thumbprint, at: now)
        try use(proof, at: now)
        let change = try await asking {
            try await store.change(deviceCode: digest) { poll.decide($0, beginning: grant.effects) }
        }
        guard case .begun = change.outcome else { throw refusal(change) }
        report(grant.event)
        await makeRoom(beside: grant.effects.beginning)
        return grant.tokens
    }

    private func refusal(_ change: DevicePoll.Change) -> OAuthError {
        if case .refused(let error) = change.outcome { return error }
        // A request that was granted and is not exchanged is a fault.
        return OAuthError(.serverError)
    }
}
