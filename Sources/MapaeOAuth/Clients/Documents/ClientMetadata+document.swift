import MapaeJOSE

extension ClientMetadata {
    /// How large a metadata document may be, in bytes. The draft recommends five thousand (§8.7).
    public static let maximumDocumentBytes = 8192

    /// Reads a client's metadata document (draft-ietf-oauth-client-id-metadata-document-02 §4), by the rules of a registration.
    ///
    /// One document serves for all servers. So grants that are not offered here are left out, and a client that names no scopes
    /// may ask for all that there are: its user decides.
    /// - Parameters:
    ///   - json: The document.
    ///   - address: Where it was.
    ///   - policy: What may be registered.
    /// - Throws: ``OAuthError`` `invalid_client_metadata`, `invalid_redirect_uri`.
    init(
        document json: [UInt8], at address: DocumentAddress, policy: RegistrationPolicy
    ) throws(OAuthError) {
        var members = try MetadataMembers(parsing: json, maximumBytes: Self.maximumDocumentBytes)
        // Else a document on somebody else's host could speak for this client.
        guard let id = try members.text("client_id"), id.utf8.elementsEqual(address.text.utf8) else {
            throw OAuthError(
                .invalidClientMetadata, "The client_id in the document is not the address of the document.")
        }
        // What everybody can read is no secret (§4.1).
        guard members["client_secret"] == nil, members["client_secret_expires_at"] == nil else {
            throw OAuthError(.invalidClientMetadata, "A metadata document has no client_secret.")
        }
        guard !Self.hasPrivateKey(members["jwks"]) else {
            throw OAuthError(
                .invalidClientMetadata, "The jwks has a private key or a secret, which is known now. Replace it.")
        }
        var policy = policy
        policy.grantTypes = policy.grantTypes.filter { $0 == .authorizationCode || $0 == .refreshToken }
        policy.defaultScopes = policy.scopes
        let offered = policy.grantTypes
        try members.keep(of: "grant_types") { name in GrantType(name: name).map(offered.contains) ?? false }
        try members.keep(of: "response_types") { $0.utf8.elementsEqual("code".utf8) }
        try self.init(members, policy)
        guard !authenticationMethod.usesSecret else {
            throw OAuthError(
                .invalidClientMetadata,
                "The token_endpoint_auth_method of a metadata document must be none or private_key_jwt.")
        }
    }

    /// Elsewhere such a key is only left out. Here it was published: whoever has read it can be the client.
    private static func hasPrivateKey(_ set: JSONValue?) -> Bool {
        (set?.object?["keys"]?.array ?? []).contains { key in
            // RFC 7518 §6.2.2, §6.3.2, §6.4.1, RFC 8037 §2; `priv` is of RFC 9964.
            ["d", "k", "priv"].contains { key.object?[$0] != nil }
        }
    }
}
