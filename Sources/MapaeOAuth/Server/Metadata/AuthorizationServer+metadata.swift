import Mapae
public import MapaeJOSE

extension AuthorizationServer {
    /// What clients learn of this server (RFC 8414 §2, OpenID Connect Discovery §3). It is made of the tables by which requests are
    /// routed, checked and signed.
    /// - Parameter locales: The languages of the pages.
    public func metadata(locales: [String] = []) -> JSONObject {
        var members: JSONObject = ["issuer": .string(issuer.text)]
        for part in [endpointMembers, offeredMembers, clientMembers, isOpenIDProvider ? openIDMembers : [:]] {
            for member in part.members { members[member.name] = member.value }
        }
        if !locales.isEmpty { members["ui_locales_supported"] = Self.list(locales) }
        return members
    }

    /// Where the metadata is (RFC 8414 §3.1, OpenID Connect Discovery §4.1). Clients of either standard look for that of an issuer
    /// with a path in either way.
    public var metadataPaths: [String] {
        var paths: [String] = []
        for name in ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"] {
            paths.append(name + issuer.path)
            if !issuer.path.isEmpty { paths.append(issuer.path + name) }
        }
        return paths
    }

    /// Whether it knows who users are to a client.
    private var isOpenIDProvider: Bool { settings.scopes.contains(ScopeList.openID) && !idTokenAlgorithms.isEmpty }

    /// The grants that there are, also those that no client can register.
    private var grantTypes: [GrantType] {
        let offered = settings.registration.grantTypes + settings.operatorGrantTypes
        return GrantType.allCases.filter(offered.contains)
    }

    private func offers(_ grant: GrantType) -> Bool { grantTypes.contains(grant) }

    private var endpointMembers: JSONObject {
        let endpoints = settings.endpoints
        var members: JSONObject = [
            "authorization_endpoint": url(endpoints.authorization), "token_endpoint": url(endpoints.token),
            "jwks_uri": url(endpoints.keySet), "revocation_endpoint": url(endpoints.revocation),
            "introspection_endpoint": url(endpoints.introspection),
            "pushed_authorization_request_endpoint": url(endpoints.pushedAuthorization),
        ]
        if offers(.deviceCode) { members["device_authorization_endpoint"] = url(endpoints.deviceAuthorization) }
        if settings.registrationAccess.isOffered { members["registration_endpoint"] = url(endpoints.registration) }
        if isOpenIDProvider {
            members["userinfo_endpoint"] = url(endpoints.userInfo)
            members["end_session_endpoint"] = url(endpoints.endSession)
        }
        return members
    }

    private var offeredMembers: JSONObject {
        [
            "scopes_supported": Self.list(settings.scopes.values),
            "response_types_supported": ["code"],
            "response_modes_supported": Self.list(ResponseMode.allCases.map(\.rawValue)),
            "grant_types_supported": Self.list(grantTypes.map(\.rawValue)),
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": true,
            "require_pushed_authorization_requests": .bool(policy.requiresPushedRequests),
            "dpop_signing_alg_values_supported": Self.list(DPoPProof.algorithms),
        ]
    }

    private var clientMembers: JSONObject {
        let all = ClientAuthenticationMethod.allCases
        // RFC 7662 §2.1: only confidential clients ask about tokens.
        let confidential = all.filter { $0 != .none }
        let algorithms = Self.list(ClientAssertion.algorithms)
        var members: JSONObject = [:]
        // draft-ietf-oauth-client-id-metadata-document-02 §6.
        if documents != nil { members["client_id_metadata_document_supported"] = true }
        for (endpoint, methods) in [("token", all), ("revocation", all), ("introspection", confidential)] {
            members["\(endpoint)_endpoint_auth_methods_supported"] = Self.list(methods.map(\.rawValue))
            members["\(endpoint)_endpoint_auth_signing_alg_values_supported"] = algorithms
        }
        return members
    }

    private var openIDMembers: JSONObject {
        let claims = ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "amr", "at_hash", "sid"]
        var members: JSONObject = [
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": Self.list(idTokenAlgorithms.map(\.description)),
            "claim_types_supported": ["normal"],
            "claims_supported": Self.list(
                claims + (settings.acrValues.isEmpty ? [] : ["acr"]) + settings.userClaims),
            "claims_parameter_supported": true,
            "request_parameter_supported": false,
            // OpenID Connect Discovery §3: it counts as true where it is left out.
            "request_uri_parameter_supported": false,
            "prompt_values_supported": Self.list(Prompt.allCases.map(\.rawValue)),
        ]
        if postLogout != nil {
            members["backchannel_logout_supported"] = true
            members["backchannel_logout_session_supported"] = true
        }
        if !settings.acrValues.isEmpty { members["acr_values_supported"] = Self.list(settings.acrValues) }
        return members
    }

    private func url(_ path: String) -> JSONValue { .string(issuer.url(path)) }

    private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
