/// A client asks for a token for itself (RFC 6749 §4.4.2). No public client has this grant: ``ClientMetadata`` refuses
/// it.
public struct ClientCredentialsRequest: Sendable, Hashable {
    /// What the token is for: what was asked for, or all that the client may have.
    public let scopes: ScopeList
    /// What the token is to be used at.
    public let resources: [ResourceIndicator]

    init(_ parameters: Parameters, client: Client, policy: AuthorizationPolicy) throws(OAuthError) {
        scopes = try Self.scopes(parameters, client, policy)
        resources = try ResourceIndicator.requested(in: parameters)
        try ResourceIndicator.check(resources, among: policy.resources)
    }

    /// RFC 6749 §3.3, §4.4.3. There is no user, so there is nobody to identify or to be offline, and no refresh token.
    private static func scopes(
        _ parameters: Parameters, _ client: Client, _ policy: AuthorizationPolicy
    ) throws(OAuthError) -> ScopeList {
        try ScopeList.narrowed(
            ScopeList.requested(in: parameters), granted: policy.scopes(of: client).withoutUser)
    }
}
