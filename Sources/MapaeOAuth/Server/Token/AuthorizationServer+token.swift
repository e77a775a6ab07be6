public import HTTPTypes
import Mapae
import MapaeJOSE

extension AuthorizationServer {
    /// The token endpoint (RFC 6749 §3.2): a POST with a form.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - body: Its body.
    ///   - query: What stands behind the `?` of its target: nothing may.
    /// - Returns: The answer, whatever the request is. It fails never.
    public func token(headers: HTTPFields, body: [UInt8], query: String = "") async -> OAuthAnswer {
        await answering { () async throws(OAuthError) -> OAuthAnswer in
            let parameters = try TokenForm.parameters(
                body: body, contentTypes: headers[values: .contentType], query: query.utf8)
            let client = try await authenticate(headers, parameters)
            let request = try TokenRequest(parameters, client: client, policy: policy)
            let proof = try proof(headers, client: client)
            let tokens: IssuedTokens
            switch request {
            case .authorizationCode(let request):
                tokens = try await redeem(request, client: client, proof: proof)
            case .refreshToken(let request): tokens = try await refresh(request, client: client, proof: proof)
            case .clientCredentials(let request):
                tokens = try await grant(request, client: client, proof: proof)
            case .deviceCode(let request): tokens = try await poll(request, client: client, proof: proof)
            }
            var answer = tokens.answer
            if proof != nil { proofs.addNonce(to: &answer.headers, at: now) }
            return answer
        }
    }

    /// Whether a client has to show a key, and whether what it shows is right (RFC 9449 §5).
    private func proof(_ headers: HTTPFields, client: Client) throws(OAuthError) -> DPoPProof? {
        let proof = try proofs.proof(
            in: headers, DPoPProof.Target(method: "POST", uri: tokenEndpoint), at: now)
        guard proof != nil || !client.metadata.bindsTokensWithDPoP else { throw OAuthError(.invalidDPoPProof) }
        return proof
    }

    /// Uses a proof up, just before what it is for is done: who has no code and no token fills no memory with proofs.
    /// - Throws: ``OAuthError`` `invalid_dpop_proof` for one that was used before.
    func use(_ proof: DPoPProof?, at now: NumericDate) throws(OAuthError) {
        if let proof { try proofs.use(proof, at: now) }
    }

    /// Makes an answer of what is thrown.
    func answering(_ body: () async throws(OAuthError) -> OAuthAnswer) async -> OAuthAnswer {
        do {
            return try await body()
        } catch {
            var answer = OAuthAnswer(error.answer(realm: sessions.realm))
            switch error.code {
            case .useDPoPNonce: proofs.addNonce(to: &answer.headers, at: now)
            case .temporarilyUnavailable: answer.headers[.retryAfter] = "1"
            default: break
            }
            return answer
        }
    }
}
