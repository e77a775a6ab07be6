/// What comes next for the user of an authorization request.
public enum AuthorizationStep: Sendable {
    /// A page that says what is wrong: nobody is known to whom it could be told (RFC 6749 §4.1.2.1).
    case refused(OAuthError)
    /// The answer goes to the client.
    case answered(AuthorizationResponse)
    /// The user has to log in.
    case login(LoginPrompt)
    /// The user has to decide.
    case consent(ConsentPrompt)
}
