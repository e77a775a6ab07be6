import HTTPTypes
public import Mapae
public import MapaeAccounts

extension AccountError {
    /// The answer that the client gets: 400 and 409 for what somebody has chosen, 401 for a wrong name or password, 404 for an unknown
    /// user, 503 for all that is no fault of theirs.
    public var rendered: RenderedError {
        switch code {
        case .invalidCredentials: TokenError(.invalidCredentials).rendered
        case .usernameTaken: refusal(.conflict, "username_taken")
        case .unknownUser: refusal(.notFound, "not_found")
        case .invalidUsername: refusal(.badRequest, "invalid_username")
        case .invalidEmail: refusal(.badRequest, "invalid_email")
        case .invalidRole: refusal(.badRequest, "invalid_role")
        case .passwordTooShort: refusal(.badRequest, "password_too_short")
        case .passwordTooLong: refusal(.badRequest, "password_too_long")
        case .passwordContainsNUL: refusal(.badRequest, "password_contains_nul")
        case .passwordEqualsUsername: refusal(.badRequest, "password_equals_username")
        case .passwordTooCommon: refusal(.badRequest, "password_too_common")
        case .overloaded: .unavailable("Too many logins at once: try again in a second.")
        case .shutDown: .unavailable("The server is stopping: try again soon.")
        // Which row is damaged, or that memory is short, is for the log.
        default: .unavailable("The server cannot check passwords now: try again later.")
        }
    }

    private func refusal(_ status: HTTPResponse.Status, _ error: String) -> RenderedError {
        RenderedError(status, error: error, description: message)
    }

    /// Whether it is a fault of the server, of which its log should tell.
    var isFault: Bool {
        switch code {
        case .malformedHash, .unknownHash, .hashingFailed, .invalidConfiguration: true
        default: false
        }
    }
}
