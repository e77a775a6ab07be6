public import HTTPTypes
import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// The pushed authorization request endpoint (RFC 9126 §2): a POST with a form, from a client that authenticates as at the token
    /// endpoint.
    /// - Parameters:
    ///   - headers: The request's header fields.
    ///   - body: Its body.
    ///   - query: What stands behind the `?` of its target: nothing may.
    /// - Returns: The answer, whatever the request is. It fails never.
    public func pushAuthorizationRequest(
        headers: HTTPFields, body: [UInt8], query: String = ""
    ) async -> OAuthAnswer {
        await answering { () async throws(OAuthError) in
            var parameters = try TokenForm.parameters(
                body: body, contentTypes: headers[values: .contentType], query: query.utf8)
            let client = try await authenticate(headers, parameters)
            // What is pushed is stored, and a stranger can have any number of documents.
            guard !client.isOfDocument else {
                throw OAuthError(.unauthorizedClient, "A client of a metadata document cannot push its requests.")
            }
            let now = now
            let proof = try proofs.proof(
                in: headers,
                DPoPProof.Target(method: "POST", uri: issuer.url(settings.endpoints.pushedAuthorization)), at: now)
            parameters = try Self.pushed(parameters, by: client, proof: proof)
            do throws(AuthorizationError) {
                _ = try AuthorizationRequest(parameters, client: client, policy: policy, wasPushed: true)
            } catch { throw error.error }
            if let proof { try proofs.usePushed(proof, at: now) }
            var answer = try await keep(parameters, of: client, at: now)
            if proof != nil { proofs.addNonce(to: &answer.headers, at: now) }
            return answer
        }
    }

    /// The request itself: without what authenticates the client, with the client (RFC 9126 §2.1) and the key that it has shown.
    private static func pushed(
        _ parameters: Parameters, by client: Client, proof: DPoPProof?
    ) throws(OAuthError) -> Parameters {
        guard !parameters.contains("request_uri") else {
            throw OAuthError(.invalidRequest, "A request that is pushed must not have a request_uri.")
        }
        try parameters.checkUnique()
        var text = QueryWriter(parameters.text(only: AuthorizationRequest.parameterNames))
        text.append("client_id", client.id.text)
        if let thumbprint = try keyThumbprint(parameters, proof) { text.append("dpop_jkt", thumbprint) }
        guard text.text.utf8.count <= PushedRequestURI.maximumStoredBytes else {
            throw OAuthError(.invalidRequest, "The request is too long to be kept.")
        }
        return try Parameters(
            parsing: text.text.utf8, repeatable: [ResourceIndicator.parameter], limits: PushedRequestURI.storedLimits)
    }

    /// RFC 9449 §10.1: the proof says which key, and the parameter nothing else.
    private static func keyThumbprint(_ parameters: Parameters, _ proof: DPoPProof?) throws(OAuthError) -> String? {
        let named = parameters["dpop_jkt"]
        guard let proof else { return named }
        guard named == nil || GrantRules.same(named, proof.thumbprint) else {
            throw OAuthError(.invalidRequest, "The dpop_jkt is another key than that of the DPoP proof.")
        }
        return proof.thumbprint
    }

    private func keep(
        _ parameters: Parameters, of client: Client, at now: NumericDate
    ) async throws(OAuthError) -> OAuthAnswer {
        let uri = PushedRequestURI.random()
        let endsAt = now.advanced(by: settings.lifetimes.pushedRequest).seconds
        let record = PushedRequestRecord(
            digest: TokenDigest.of(uri), clientID: client.id.text, endsAt: endsAt,
            parameters: Array(parameters.text().utf8))
        try await asking { try await store.insert(record) }
        let members: JSONObject = ["request_uri": .string(uri), "expires_in": .integer(endsAt - now.seconds)]
        return OAuthAnswer(.created, json: try signing { try JSONValue.object(members).serialized() })
    }
}
