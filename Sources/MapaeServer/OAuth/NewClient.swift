#if Server
package import MapaeJOSE
package import MapaeOAuth

/// A client as an operator adds it.
package struct NewClient: Sendable {
    /// Its `client_id`; a random one unless told.
    package var id: String?
    /// What users read of it.
    package var name: String?
    /// `redirect_uris`.
    package var redirectURIs: [String] = []
    /// `post_logout_redirect_uris`.
    package var postLogoutRedirectURIs: [String] = []
    /// `backchannel_logout_uri`.
    package var backchannelLogoutURI: String?
    /// `grant_types`; of users unless told: codes and refresh tokens.
    package var grantTypes: [GrantType] = [.authorizationCode, .refreshToken]
    /// `token_endpoint_auth_method`.
    package var authenticationMethod = ClientAuthenticationMethod.secretBasic
    /// `jwks`, for `private_key_jwt`.
    package var keys: JSONValue?
    /// `jwks_uri`, for `private_key_jwt`.
    package var keysURI: String?
    /// `scope`; of OpenID Connect unless told.
    package var scopes: String?
    /// What its access tokens are.
    package var tokenFormat = AccessTokenFormat.jwt
    /// Whether users are not asked.
    package var isFirstParty = false
    /// Whether it may leave PKCE out where the standards allow it.
    package var mayOmitPKCE = false
    /// `id_token_signed_response_alg`.
    package var idTokenAlgorithm: String?
    /// `dpop_bound_access_tokens`.
    package var bindsTokensWithDPoP = false
    /// `require_pushed_authorization_requests`.
    package var requiresPushedRequests = false
    /// The resources that it is itself, about whose tokens it may ask.
    package var resources: [String] = []

    /// A client of the usual kind.
    package init() {}

    /// The client, checked as one that registers itself.
    /// - Parameters:
    ///   - offered: The scopes that there are.
    ///   - allowsLoopback: Whether what the server asks may be on this machine.
    /// - Returns: The client, and its secret where it has one: the only time that it can be read.
    /// - Throws: ``ServerError`` `client`.
    func client(scopes offered: ScopeList, allowsLoopback: Bool) throws -> (client: Client, secret: ClientSecret?) {
        let flags = ClientFlags()
        try flags.checkName(name)
        try flags.checkRedirectURIs(redirectURIs)
        try flags.checkPostLogoutRedirectURIs(postLogoutRedirectURIs)
        try flags.checkAskedAddress(backchannelLogoutURI, "backchannel-logout-uri", allowsLoopback: allowsLoopback)
        try flags.checkAskedAddress(keysURI, "jwks-uri", allowsLoopback: allowsLoopback)
        try flags.checkIDTokenAlgorithm(idTokenAlgorithm)
        try flags.check(
            grantTypes, authenticationMethod, hasAddress: !redirectURIs.isEmpty, hasKeys: keys != nil || keysURI != nil)
        let asked = try flags.scopes(scopes, of: offered)
        let resources = try flags.resources(resources)
        guard let id = id.map({ ClientID($0) }) ?? ClientID.random() else {
            throw ServerError(
                .client, "--id must be 1 to \(ClientID.maximumBytes) characters of printable ASCII.")
        }
        do {
            var policy = RegistrationPolicy(
                scopes: offered, defaultScopes: offered, grantTypes: GrantType.allCases,
                idTokenAlgorithms: ClientFlags.idTokenAlgorithms)
            policy.allowsLoopback = allowsLoopback
            let metadata = try ClientMetadata(
                parsing: try JSONValue.object(members(asked)).serialized(), policy: policy)
            let secret = metadata.authenticationMethod.usesSecret ? ClientSecret.random() : nil
            let client = Client(
                id: id, metadata: metadata, secrets: [secret?.digest].compactMap(\.self), tokenFormat: tokenFormat,
                requiresPKCE: !mayOmitPKCE, isFirstParty: isFirstParty, resources: resources)
            return (client, secret)
        } catch let error as OAuthError {
            throw ServerError(.client, "The client cannot be added. \(error.explanation)")
        }
    }

    private func members(_ scopes: ScopeList?) -> JSONObject {
        func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
        var members: JSONObject = [
            "grant_types": list(grantTypes.map(\.rawValue)),
            "token_endpoint_auth_method": .string(authenticationMethod.rawValue),
            "dpop_bound_access_tokens": .bool(bindsTokensWithDPoP),
            "require_pushed_authorization_requests": .bool(requiresPushedRequests),
        ]
        if !redirectURIs.isEmpty { members["redirect_uris"] = list(redirectURIs) }
        if !postLogoutRedirectURIs.isEmpty { members["post_logout_redirect_uris"] = list(postLogoutRedirectURIs) }
        if let backchannelLogoutURI { members["backchannel_logout_uri"] = .string(backchannelLogoutURI) }
        if let name { members["client_name"] = .string(name) }
        if let scopes { members["scope"] = .string(scopes.description) }
        if let keys { members["jwks"] = keys }
        if let keysURI { members["jwks_uri"] = .string(keysURI) }
        if let idTokenAlgorithm { members["id_token_signed_response_alg"] = .string(idTokenAlgorithm) }
        return members
    }
}
#endif
