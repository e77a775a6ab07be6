import MapaeJOSE

/// One function for each member that depends on another, or on what is offered.
extension ClientMetadata {
    /// The most addresses of a kind that a client may have: each request is compared with all of them.
    static let maximumAddresses = 32

    /// RFC 7591 §2, §2.1: the grants and the response types go together.
    static func grantTypes(
        _ members: MetadataMembers, _ policy: RegistrationPolicy
    ) throws(OAuthError) -> [GrantType] {
        var grants: [GrantType] = []
        for name in try members.texts("grant_types") ?? [GrantType.authorizationCode.rawValue] {
            guard let grant = GrantType(name: name), policy.grantTypes.contains(grant) else {
                throw OAuthError(.invalidClientMetadata, "A grant of grant_types is not offered.")
            }
            if !grants.contains(grant) { grants.append(grant) }
        }
        guard grants.contains(where: { $0 != .refreshToken }) else {
            throw OAuthError(.invalidClientMetadata, "The grant_types have none that gives a first token.")
        }
        guard let types = try members.texts("response_types") else { return grants }
        guard types.allSatisfy({ $0.utf8.elementsEqual("code".utf8) }) else {
            throw OAuthError(.invalidClientMetadata, "The only response type that is offered is code.")
        }
        guard types.isEmpty != grants.contains(.authorizationCode) else {
            throw OAuthError(
                .invalidClientMetadata, "The response type code and the grant authorization_code go together.")
        }
        return grants
    }

    /// RFC 7591 §2: clients of a grant with redirection register their addresses.
    static func redirectURIs(
        _ members: MetadataMembers, _ grants: [GrantType]
    ) throws(OAuthError) -> [RedirectURI] {
        let addresses = try addresses(members, "redirect_uris")
        guard !addresses.isEmpty || !grants.contains(.authorizationCode) else {
            throw OAuthError(.invalidRedirectURI, "The redirect_uris are missing.")
        }
        return addresses
    }

    /// A list of addresses, each once.
    static func addresses(_ members: MetadataMembers, _ name: String) throws(OAuthError) -> [RedirectURI] {
        var addresses: [RedirectURI] = []
        for text in try members.texts(name) ?? [] {
            let address = try RedirectURI(registering: text)
            if !addresses.contains(address) { addresses.append(address) }
        }
        guard addresses.count <= maximumAddresses else {
            throw OAuthError(.invalidRedirectURI, "There are more than \(maximumAddresses) redirect URIs.")
        }
        return addresses
    }

    /// OpenID Connect Dynamic Client Registration §2: what is no native client has no address that only a device has.
    /// Most native clients do not say what they are, and their addresses tell.
    static func applicationType(
        _ members: MetadataMembers, _ addresses: [RedirectURI]
    ) throws(OAuthError) -> ApplicationType {
        guard let name = try members.text("application_type") else {
            return addresses.contains { $0.kind != .https } ? .native : .web
        }
        guard let type = ApplicationType(name: name) else {
            throw OAuthError(.invalidClientMetadata, "The application_type is neither web nor native.")
        }
        guard type == .native || !addresses.contains(where: { $0.kind == .privateUse }) else {
            throw OAuthError(.invalidRedirectURI, "A web client has a private-use scheme; register it as native.")
        }
        return type
    }

    /// RFC 7591 §2; RFC 6749 §4.4: only confidential clients get tokens for themselves.
    static func authenticationMethod(
        _ members: MetadataMembers, _ grants: [GrantType]
    ) throws(OAuthError) -> ClientAuthenticationMethod {
        guard let name = try members.text("token_endpoint_auth_method") else { return .secretBasic }
        guard let method = ClientAuthenticationMethod(name: name) else {
            throw OAuthError(.invalidClientMetadata, "The token_endpoint_auth_method is not offered.")
        }
        guard method != .none || !grants.contains(.clientCredentials) else {
            throw OAuthError(.invalidClientMetadata, "The grant client_credentials needs a client that authenticates.")
        }
        return method
    }

    /// RFC 7591 §2: `jwks` or `jwks_uri`, not both; `private_key_jwt` needs one of them.
    static func keys(
        _ members: MetadataMembers, _ method: ClientAuthenticationMethod, _ algorithm: JWSAlgorithm?,
        _ policy: RegistrationPolicy
    ) throws(OAuthError) -> ClientKeys? {
        switch (
            members["jwks"], try members.askedAddress("jwks_uri", allowsLoopback: policy.allowsLoopback)
        ) {
        case (.some, .some): throw OAuthError(.invalidClientMetadata, "Send jwks or jwks_uri, not both.")
        case (nil, let uri?): return .uri(uri)
        case (let value?, nil): return .set(try keySet(value, algorithm))
        case (nil, nil):
            guard method != .privateKeyJWT else {
                throw OAuthError(.invalidClientMetadata, "The method private_key_jwt needs jwks or jwks_uri.")
            }
            return nil
        }
    }

    /// - Parameter algorithm: What keys are for that do not say it themselves.
    private static func keySet(_ value: JSONValue, _ algorithm: JWSAlgorithm?) throws(OAuthError) -> JWKSet {
        let maximumKeys = 16
        do {
            let set = try JWKSet(parsing: try value.serialized(), algorithms: algorithm.map { [$0] } ?? [])
            guard (1...maximumKeys).contains(set.keys.count) else { throw JOSEError(.invalidKeySet) }
            return set
        } catch {
            throw OAuthError(
                .invalidClientMetadata, "The jwks is no JWK Set with 1 to \(maximumKeys) public keys for signatures.")
        }
    }

    /// RFC 7591 §2, RFC 7518 §3.1: an assertion has an asymmetric signature, never none.
    static func assertionAlgorithm(
        _ members: MetadataMembers, _ method: ClientAuthenticationMethod
    ) throws(OAuthError) -> JWSAlgorithm? {
        // Libraries name one whatever the method is; without assertions it means nothing (OpenID Connect Dynamic Client Registration §2).
        guard let name = try members.text("token_endpoint_auth_signing_alg"), method == .privateKeyJWT else {
            return nil
        }
        guard let algorithm = JWSAlgorithm(name: name), !algorithm.isSymmetric else {
            throw OAuthError(
                .invalidClientMetadata,
                "The token_endpoint_auth_signing_alg must be an asymmetric algorithm.")
        }
        return algorithm
    }

    /// RFC 7591 §2: unknown scopes are left out, as clients of many servers name those of all.
    static func scopes(_ members: MetadataMembers, _ policy: RegistrationPolicy) throws(OAuthError) -> ScopeList {
        guard let text = try members.text("scope"), !text.isEmpty else { return policy.defaultScopes }
        guard let wanted = try? ScopeList(parsing: text) else {
            throw OAuthError(.invalidClientMetadata, "The scope is not a list of scopes with one space between them.")
        }
        return wanted.intersection(policy.scopes)
    }

    /// What users get to see.
    static func display(_ members: MetadataMembers) throws(OAuthError) -> ClientDisplay {
        ClientDisplay(
            name: try members.name("client_name"), uri: try members.webAddress("client_uri"),
            logoURI: try members.webAddress("logo_uri"), termsURI: try members.webAddress("tos_uri"),
            policyURI: try members.webAddress("policy_uri"), contacts: try members.names("contacts"))
    }

    /// OpenID Connect Dynamic Client Registration §2: RS256 unless told; an unsigned ID token is not offered.
    static func idTokenAlgorithm(
        _ members: MetadataMembers, _ policy: RegistrationPolicy
    ) throws(OAuthError) -> JWSAlgorithm {
        let name = try members.text("id_token_signed_response_alg") ?? JWSAlgorithm.rs256.description
        guard let algorithm = JWSAlgorithm(name: name), policy.idTokenAlgorithms.contains(algorithm) else {
            throw OAuthError(
                .invalidClientMetadata, "ID tokens cannot be signed with this id_token_signed_response_alg.")
        }
        return algorithm
    }

    /// OpenID Connect Core §8: subjects are the same for all clients.
    static func checkSubjectType(_ members: MetadataMembers) throws(OAuthError) {
        guard try members.text("subject_type").map({ $0.utf8.elementsEqual("public".utf8) }) ?? true else {
            throw OAuthError(.invalidClientMetadata, "The only subject_type that is offered is public.")
        }
    }
}
