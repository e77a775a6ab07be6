/// What a page has to say before a user is logged out.
public struct LogoutPrompt: Sendable {
    /// The request in progress, for a hidden field. It is sealed.
    public let ticket: String
    /// The client, where it is known. Nobody has checked that the request is its own.
    public let clientID: ClientID?
    /// The host of the client's metadata document, which alone is known of it; `nil` for a client that was added or registered.
    public let documentHost: String?
    /// What the client says of itself.
    public let display: ClientDisplay
    /// Where the browser is led afterwards.
    public let target: RedirectURI?
    /// The languages of the user, the best first (`ui_locales`).
    public let locales: [String]
}
