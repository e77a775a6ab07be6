import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// Exchanges a code for tokens (RFC 6749 §4.1.3). Of many that come with one code at once, one gets them, and the others show
    /// that the code is in more than one hand: what the one got ends.
    /// - Parameters:
    ///   - request: The request.
    ///   - client: The client, which has authenticated.
    ///   - proof: The key that it has shown.
    /// - Throws: ``OAuthError``.
    func redeem(
        _ request: AuthorizationCodeRequest, client: Client, proof: DPoPProof?
    ) async throws(OAuthError) -> IssuedTokens {
        let now = now
        let redemption = CodeRedemption(
            request: request, client: client, keyThumbprint: proof?.thumbprint, now: now,
            keptUntil: now.advanced(by: settings.lifetimes.usedCodeMemory).seconds, rules: grantRules,
            recording: recording)
        let digest = TokenDigest.of(request.code)
        let look = try await asking { try await store.change(code: digest) { redemption.decide($0) } }
        guard case .worth(let code, let details, let login) = look.outcome else { throw refusal(look, at: now) }
        let grant = try await newGrant(
            GrantSource(
                grantID: code.grantID, subject: code.subject, login: login, authorization: details.authorization,
                resources: request.resources, nonce: details.nonce),
            for: client, keyThumbprint: proof?.thumbprint, at: now)
        try use(proof, at: now)
        let change = try await asking {
            try await store.change(code: digest) { redemption.decide($0, beginning: grant.effects) }
        }
        guard case .begun = change.outcome else { throw refusal(change, at: now) }
        report(grant.event)
        await makeRoom(beside: grant.effects.beginning)
        return grant.tokens
    }

    private func refusal(_ change: CodeRedemption.Change, at now: NumericDate) -> OAuthError {
        learn(change.effects.revocations)
        switch change.outcome {
        case .refused(let error): return error
        case .reused(let grant):
            if let grant {
                report(
                    OAuthEvent(
                        .codeReused, at: now, clientID: grant.clientID, grantID: grant.id, subject: grant.subject))
            }
            return OAuthError(.invalidGrant)
        // A code that was right and is not exchanged is a fault.
        case .worth, .begun: return OAuthError(.serverError)
        }
    }
}
