import MapaeJOSE

extension ClientMetadata {
    /// Reads metadata that was checked when it was registered, whatever is offered to clients that register now.
    /// - Parameter json: What ``members()`` has written.
    /// - Throws: ``OAuthError`` `invalid_client_metadata`, `invalid_redirect_uri` for what no registration has written.
    package init(stored json: [UInt8]) throws(OAuthError) {
        // What is written has more members than what was sent, and each key in full.
        let members = try MetadataMembers(parsing: json, maximumBytes: 4 * Self.maximumBytes)
        let text = try members.text("scope") ?? ""
        var policy = RegistrationPolicy(
            scopes: text.isEmpty ? .none : try ScopeList(parsing: text), grantTypes: GrantType.allCases,
            idTokenAlgorithms: JWSAlgorithm.allCases.filter { !$0.isSymmetric })
        // Who asks there decides again.
        policy.allowsLoopback = true
        try self.init(members, policy)
    }
}
