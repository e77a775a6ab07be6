/// A refresh token is exchanged for new tokens (RFC 6749 §6).
public struct RefreshTokenRequest: Sendable, CustomStringConvertible, CustomReflectable {
    /// The refresh token.
    public let token: String
    /// The scopes that are asked for; `nil` for all that were granted.
    public let scopes: ScopeList?
    /// What the access token is to be used at.
    public let resources: [ResourceIndicator]

    init(_ parameters: Parameters) throws(OAuthError) {
        token = try TokenRequest.credential("refresh_token", parameters)
        scopes = try ScopeList.requested(in: parameters)
        resources = try ResourceIndicator.requested(in: parameters)
    }

    /// The scopes of the access token: some of those that the user has granted, or all. The grant stays as it is.
    /// - Throws: ``OAuthError`` `invalid_scope`.
    public func scopes(granted: ScopeList) throws(OAuthError) -> ScopeList {
        try ScopeList.narrowed(scopes, granted: granted)
    }

    /// The resources of the access token: some of those that were granted, or all (RFC 8707 §2.2).
    /// - Throws: ``OAuthError`` `invalid_target`.
    public func resources(granted: [ResourceIndicator]) throws(OAuthError) -> [ResourceIndicator] {
        try ResourceIndicator.narrowed(resources, granted: granted)
    }

    /// Says what it is, and no token.
    public var description: String { "RefreshTokenRequest" }

    /// Shows what ``description`` does, so that `dump` prints no token.
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
