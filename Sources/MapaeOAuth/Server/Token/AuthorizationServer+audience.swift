extension AuthorizationServer {
    /// Whom a token is for (RFC 8707 §2.2, RFC 9068 §3): what its request names of all that its grant is for, or without a wish all
    /// of that.
    ///
    /// A grant without resources is for the default audience. With `openid` it is for this server too, whose userinfo endpoint takes
    /// tokens that are for it alone: so a token whose request names another resource does not open it to that resource.
    /// - Parameters:
    ///   - wanted: What the token request names.
    ///   - granted: The resources that were granted.
    ///   - scopes: The scopes of the token.
    /// - Throws: ``OAuthError`` `invalid_target`, also where no resource is left of those that were granted.
    func audience(
        _ wanted: [ResourceIndicator], granted: [ResourceIndicator], scopes: ScopeList
    ) throws(OAuthError) -> [String] {
        var all = granted.isEmpty ? [settings.defaultAudience ?? issuer.resource] : known(granted)
        guard !all.isEmpty else { throw OAuthError(.invalidTarget) }
        if scopes.contains(ScopeList.openID), !all.contains(issuer.resource) { all.append(issuer.resource) }
        return try ResourceIndicator.narrowed(wanted, granted: all).map(\.text)
    }

    /// Those that there still are.
    private func known(_ granted: [ResourceIndicator]) -> [ResourceIndicator] {
        granted.filter(settings.resources.contains)
    }

    /// The scopes of a token: what its request names of all that was granted and that its client may still have.
    /// - Throws: ``OAuthError`` `invalid_scope`, also where nothing is left of what was granted.
    func scopes(
        _ wanted: ScopeList?, granted: ScopeList, client: Client
    ) throws(OAuthError) -> ScopeList {
        let left = granted.intersection(policy.scopes(of: client))
        guard !left.isEmpty || granted.isEmpty else { throw OAuthError(.invalidScope) }
        return try ScopeList.narrowed(wanted, granted: left)
    }
}
