/// What a login page for an authorization request has to say.
public struct LoginPrompt: Sendable {
    /// Why the user has to log in.
    public enum Reason: Sendable, Hashable {
        /// There is no login.
        case notLoggedIn
        /// The client wants to see it done, or that an account is chosen (`prompt`).
        case wanted
        /// The login is older than the client takes (`max_age`).
        case tooLongAgo
        /// The client expects somebody else (`id_token_hint`).
        case otherUser
        /// The client needs a stronger one (`acr`).
        case tooWeak
    }

    /// Why the user has to log in.
    public let reason: Reason
    /// The request in progress, for a hidden field. It is sealed.
    public let ticket: String
    /// The client.
    public let clientID: ClientID
    /// The host of the client's metadata document, which alone is known of it; `nil` for a client that was added or registered.
    public let documentHost: String?
    /// What the client says of itself.
    public let display: ClientDisplay
    /// Where the answer will go: the browser is led there when the user is done.
    public let target: RedirectTarget
    /// Whom the client expects (`login_hint`), as it says.
    public let hint: String?
    /// How the user is to be authenticated, the best first, where the client says (`acr_values`).
    public let acrValues: [String]
    /// The languages of the user, the best first (`ui_locales`).
    public let locales: [String]
    /// Whether it must come to the page by its ticket: what was sent works once, or is no address.
    public let wantsAddress: Bool
}
