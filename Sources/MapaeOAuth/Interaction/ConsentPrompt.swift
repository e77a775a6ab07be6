/// What a consent page for an authorization request has to say.
public struct ConsentPrompt: Sendable {
    /// The request in progress, for a hidden field. It is sealed.
    public let ticket: String
    /// The client.
    public let clientID: ClientID
    /// The host of the client's metadata document, which alone is known of it; `nil` for a client that was added or registered.
    public let documentHost: String?
    /// What the client says of itself. Nobody has checked that.
    public let display: ClientDisplay
    /// Where the answer will go: the best that there is to know the client by.
    public let target: RedirectTarget
    /// The user who is asked.
    public let login: UserLogin
    /// What the client wants to do.
    public let scopes: ScopeList
    /// Single claims about the user that the client wants to know beside that (OpenID Connect Core §5.5).
    public let claims: [String]
    /// What the client's tokens are for.
    public let resources: [ResourceIndicator]
    /// The languages of the user, the best first (`ui_locales`).
    public let locales: [String]
    /// Whether it must come to the page by its ticket: what was sent works once, or is no address.
    public let wantsAddress: Bool
}
