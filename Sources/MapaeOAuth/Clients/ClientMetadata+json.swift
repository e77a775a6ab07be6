public import MapaeJOSE

extension ClientMetadata {
    /// What is registered, as the answer to a registration tells it (RFC 7591 §3.2.1): also what was left out of the
    /// request, or put into it.
    /// - Throws: ``JOSEError`` `invalid_key` when the cryptographic library does not give a key's numbers.
    public func members() throws(JOSEError) -> JSONObject {
        var object: JSONObject = [
            "redirect_uris": Self.list(redirectURIs.map(\.text)),
            "token_endpoint_auth_method": .string(authenticationMethod.rawValue),
            "grant_types": Self.list(grantTypes.map(\.rawValue)),
            "response_types": grantTypes.contains(.authorizationCode) ? ["code"] : [],
            "application_type": .string(applicationType.rawValue),
            "scope": .string(scopes.description),
            "id_token_signed_response_alg": .string(idTokenAlgorithm.description),
            "subject_type": "public",
        ]
        object["token_endpoint_auth_signing_alg"] = assertionAlgorithm.map { .string($0.description) }
        object["client_name"] = display.name.map { .string($0) }
        object["client_uri"] = display.uri.map { .string($0) }
        object["logo_uri"] = display.logoURI.map { .string($0) }
        object["tos_uri"] = display.termsURI.map { .string($0) }
        object["policy_uri"] = display.policyURI.map { .string($0) }
        object["contacts"] = Self.listUnlessEmpty(display.contacts)
        switch keys {
        case .set(let set): object["jwks"] = try JSONValue(parsing: try set.serialized())
        case .uri(let uri): object["jwks_uri"] = .string(uri)
        case nil: break
        }
        object["software_id"] = softwareID.map { .string($0) }
        object["software_version"] = softwareVersion.map { .string($0) }
        object["default_max_age"] = defaultMaxAge.map { .integer($0) }
        object["require_auth_time"] = requiresAuthTime ? true : nil
        object["default_acr_values"] = Self.listUnlessEmpty(defaultACRValues)
        object["post_logout_redirect_uris"] = Self.listUnlessEmpty(postLogoutRedirectURIs.map(\.text))
        object["backchannel_logout_uri"] = backchannelLogoutURI.map { .string($0) }
        object["backchannel_logout_session_required"] = backchannelLogoutNeedsSession ? true : nil
        object["dpop_bound_access_tokens"] = bindsTokensWithDPoP ? true : nil
        object["require_pushed_authorization_requests"] = requiresPushedRequests ? true : nil
        return object
    }

    private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    private static func listUnlessEmpty(_ texts: [String]) -> JSONValue? { texts.isEmpty ? nil : list(texts) }
}
