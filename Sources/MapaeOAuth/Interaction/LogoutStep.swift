/// What comes next for a user whom a client wants to log out (OpenID Connect RP-Initiated Logout §2).
public enum LogoutStep: Sendable {
    /// A page that says what is wrong. Nothing has ended.
    case refused(OAuthError)
    /// The user has to say whether that is meant.
    case confirm(LogoutPrompt)
    /// The user is logged out.
    /// - Parameter location: The client's address for afterwards; `nil` where the page of this server is the end.
    case done(location: String?)
    /// The user does not want to be logged out.
    case declined
}
