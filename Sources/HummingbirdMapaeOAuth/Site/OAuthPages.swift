public import MapaeOAuth

/// The pages on which users log in and decide, as a program settles them.
public struct OAuthPages: Sendable {
    /// Checks names and passwords.
    public var login: any LoginProvider
    /// What scopes mean, beside those of OpenID Connect: what a user gets to read in the place of the scope's name.
    public var scopeTexts: [ScopeText]

    /// Creates pages.
    /// - Parameters:
    ///   - login: Checks names and passwords.
    ///   - scopeTexts: What scopes mean.
    public init(login: any LoginProvider, scopeTexts: [ScopeText] = []) {
        self.login = login
        self.scopeTexts = scopeTexts
    }
}
