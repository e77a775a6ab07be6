import MapaeJOSE

extension CodeChallenge {
    /// The challenge of an authorization request.
    ///
    /// One that is sent counts, whoever sends it, and one that is sent badly is refused, even an empty one: otherwise
    /// an attacker could take the protection out of a request (RFC 9700 §4.8).
    /// - Throws: ``OAuthError`` `invalid_request`.
    static func sent(in parameters: Parameters) throws(OAuthError) -> CodeChallenge? {
        guard parameters.contains("code_challenge") || parameters.contains("code_challenge_method") else { return nil }
        guard let text = parameters["code_challenge"] else {
            throw OAuthError(.invalidRequest, "The code_challenge is empty, or missing beside its method.")
        }
        return try CodeChallenge(text, method: parameters["code_challenge_method"])
    }

    /// Who must send one: each public client, each client that says so, and each that does not have the other
    /// protection against a stolen code, OpenID Connect with a nonce (RFC 9700 §2.1.1).
    static func isRequired(of client: Client, scopes: ScopeList, nonce: String?) -> Bool {
        client.isPublic || client.requiresPKCE || !scopes.contains(ScopeList.openID) || nonce == nil
    }

    /// Compares what the authorization request sent with what the token request shows (RFC 7636 §4.6).
    ///
    /// A verifier without a challenge is refused as well: somebody has taken the challenge out of the request (RFC 9700
    /// §4.8.2).
    /// - Throws: ``OAuthError`` `invalid_grant`.
    public static func check(_ challenge: CodeChallenge?, against verifier: CodeVerifier?) throws(OAuthError) {
        switch (challenge, verifier) {
        case (nil, nil): return
        case (let challenge?, let verifier?):
            guard SecretComparison.areEqual(challenge.text, verifier.challenge.text) else {
                throw OAuthError(.invalidGrant, "The code_verifier is not the one of the code_challenge.")
            }
        case (.some, nil): throw OAuthError(.invalidGrant, "The code_verifier is missing.")
        case (nil, .some):
            throw OAuthError(.invalidGrant, "There is a code_verifier, and the authorization had no code_challenge.")
        }
    }
}
