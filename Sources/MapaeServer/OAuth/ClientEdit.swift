#if Server
package import MapaeJOSE
package import MapaeOAuth

/// What an operator changes of a client. What is not named stays as it is.
package struct ClientEdit: Sendable {
    /// What users read of it.
    package var name: String?
    /// Addresses that it gets.
    package var addedRedirectURIs: [String] = []
    /// Addresses that it loses.
    package var removedRedirectURIs: [String] = []
    /// Addresses for after a logout that it gets.
    package var addedPostLogoutRedirectURIs: [String] = []
    /// Addresses for after a logout that it loses.
    package var removedPostLogoutRedirectURIs: [String] = []
    /// All its grants from now on.
    package var grantTypes: [GrantType]?
    /// How it authenticates from now on.
    package var authenticationMethod: ClientAuthenticationMethod?
    /// Its public keys from now on.
    package var keys: JSONValue?
    /// What becomes of the address where its public keys are.
    package var keysURI: Address?
    /// What becomes of the address where it is told of logouts.
    package var backchannelLogoutURI: Address?
    /// All its scopes from now on, with one space between.
    package var scopes: String?
    /// Resources that it gets.
    package var addedResources: [String] = []
    /// Resources that it loses.
    package var removedResources: [String] = []
    /// What its access tokens are from now on.
    package var tokenFormat: AccessTokenFormat?
    /// What signs its ID tokens from now on.
    package var idTokenAlgorithm: String?
    /// Whether users are not asked.
    package var isFirstParty: Bool?
    /// Whether it may leave PKCE out where the standards allow it.
    package var mayOmitPKCE: Bool?
    /// Whether its tokens are bound to a key.
    package var bindsTokensWithDPoP: Bool?
    /// Whether it has to push its requests.
    package var requiresPushedRequests: Bool?

    /// Nothing.
    package init() {}

    /// Whether nothing is named.
    var isEmpty: Bool {
        let lists = [
            addedRedirectURIs, removedRedirectURIs, addedPostLogoutRedirectURIs, removedPostLogoutRedirectURIs,
            addedResources, removedResources,
        ]
        let values: [Any?] = [
            name, grantTypes, authenticationMethod, keys, keysURI, backchannelLogoutURI, scopes, tokenFormat,
            idTokenAlgorithm, isFirstParty, mayOmitPKCE, bindsTokensWithDPoP, requiresPushedRequests,
        ]
        return lists.allSatisfy(\.isEmpty) && values.allSatisfy { $0 == nil }
    }

    /// The client as it is from now on, checked by the rules by which one is added.
    /// - Parameters:
    ///   - client: The client as it is.
    ///   - offered: The scopes that there are.
    ///   - allowsLoopback: Whether new addresses that the server asks may be on this machine.
    /// - Throws: ``ServerError`` `client`; `JOSEError` `invalid_key` when the cryptographic library does not give a key's numbers.
    func applied(to client: Client, scopes offered: ScopeList, allowsLoopback: Bool) throws -> Client {
        let method = try method(of: client)
        let flags = ClientFlags(repeated: "add-")
        try flags.checkName(name)
        try flags.checkRedirectURIs(addedRedirectURIs)
        try flags.checkPostLogoutRedirectURIs(addedPostLogoutRedirectURIs)
        try flags.checkIDTokenAlgorithm(idTokenAlgorithm)
        let metadata = client.metadata
        let addresses = try Self.edited(
            metadata.redirectURIs.map(\.text), adding: addedRedirectURIs, removing: removedRedirectURIs,
            "redirect-uri")
        let afterLogout = try Self.edited(
            metadata.postLogoutRedirectURIs.map(\.text), adding: addedPostLogoutRedirectURIs,
            removing: removedPostLogoutRedirectURIs, "post-logout-redirect-uri")
        let resources = try Self.edited(
            client.resources.map(\.text), adding: addedResources, removing: removedResources, "resource")
        var members = try metadata.members()
        try changeAddresses(&members, allowsLoopback: allowsLoopback)
        try flags.check(
            grantTypes ?? metadata.grantTypes, method, hasAddress: !addresses.isEmpty,
            hasKeys: members["jwks"] != nil || members["jwks_uri"] != nil)
        if let grantTypes {
            members["grant_types"] = Self.list(grantTypes.map(\.rawValue))
            // What goes with the grants is told by them.
            members["response_types"] = nil
        }
        members["redirect_uris"] = Self.list(addresses)
        // So is what the addresses tell.
        if !addedRedirectURIs.isEmpty || !removedRedirectURIs.isEmpty { members["application_type"] = nil }
        members["post_logout_redirect_uris"] = Self.list(afterLogout)
        members["token_endpoint_auth_method"] = .string(method.rawValue)
        if let name { members["client_name"] = .string(name) }
        if let scopes = try flags.scopes(scopes, of: offered) { members["scope"] = .string(scopes.description) }
        if let idTokenAlgorithm { members["id_token_signed_response_alg"] = .string(idTokenAlgorithm) }
        if let bindsTokensWithDPoP { members["dpop_bound_access_tokens"] = .bool(bindsTokensWithDPoP) }
        if let requiresPushedRequests {
            members["require_pushed_authorization_requests"] = .bool(requiresPushedRequests)
        }
        var edited = client
        do {
            var policy = RegistrationPolicy(
                // What it had stays its own, also where the setting has changed since.
                scopes: try ScopeList(offered.values + metadata.scopes.values), grantTypes: GrantType.allCases,
                idTokenAlgorithms: ClientFlags.idTokenAlgorithms + [metadata.idTokenAlgorithm])
            // Of the addresses too; the new ones have been looked at above.
            policy.allowsLoopback = true
            edited.metadata = try ClientMetadata(parsing: try JSONValue.object(members).serialized(), policy: policy)
        } catch let error as OAuthError {
            throw ServerError(.client, "The client cannot be changed so. \(error.explanation)")
        }
        edited.resources = try flags.resources(resources)
        if !method.usesSecret { edited.secrets = [] }
        edited.tokenFormat = tokenFormat ?? client.tokenFormat
        edited.isFirstParty = isFirstParty ?? client.isFirstParty
        if let mayOmitPKCE { edited.requiresPKCE = !mayOmitPKCE }
        return edited
    }

    /// What a client is that can keep no secret is decided once: what it was given so far is bound in another way.
    private func method(of client: Client) throws(ServerError) -> ClientAuthenticationMethod {
        guard let authenticationMethod else { return client.metadata.authenticationMethod }
        guard !client.isPublic, authenticationMethod != .none else {
            throw ServerError(
                .client, "--auth-method: a public client stays one, and no other becomes one; add another client.")
        }
        return authenticationMethod
    }

    private static func edited(
        _ texts: [String], adding added: [String], removing removed: [String], _ flag: String
    ) throws(ServerError) -> [String] {
        for text in removed where !texts.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
            throw ServerError(
                .client,
                "--remove-\(flag): the client has none that is byte for byte the same. See: mapae clients show ID")
        }
        let kept = texts.filter { text in !removed.contains { $0.utf8.elementsEqual(text.utf8) } }
        return kept + added.filter { text in !kept.contains { $0.utf8.elementsEqual(text.utf8) } }
    }

    private static func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
#endif
