#if Server
import HTTPTypes
import Hummingbird
import HummingbirdMapae
import MapaeAccounts

/// Why a request of a user or an administrator was refused, in the form of every other error.
struct RouteError: HTTPResponseError, Hashable, CustomStringConvertible {
    let status: HTTPResponse.Status
    /// The stable code.
    let error: String
    let explanation: String
    /// In how many seconds trying again can succeed.
    var retryAfter: Int?

    init(_ status: HTTPResponse.Status, _ error: String, _ explanation: String, retryAfter: Int? = nil) {
        self.status = status
        self.error = error
        self.explanation = explanation
        self.retryAfter = retryAfter
    }

    /// The same for names that exist and names that do not; of which limit it was says nothing either.
    static func throttled(_ refusal: LoginRefusal) -> Self {
        Self(
            .tooManyRequests, "too_many_attempts",
            "There were too many attempts: try again in \(refusal.retryAfter) seconds.", retryAfter: refusal.retryAfter)
    }

    static let noUser = Self(.notFound, "not_found", "There is no such user.")

    /// RFC 6749 §5.2.
    static let scope = Self(.badRequest, "invalid_scope", "You may not ask for these scopes.")

    /// What the one who chose a name, a password or a role is told; `nil` for what is no fault of theirs.
    init?(_ error: AccountError) {
        let code: String
        switch error.code {
        case .usernameTaken:
            self.init(.conflict, "username_taken", error.message)
            return
        case .unknownUser:
            self = .noUser
            return
        case .invalidUsername: code = "invalid_username"
        case .invalidEmail: code = "invalid_email"
        case .invalidRole: code = "invalid_role"
        case .passwordTooShort: code = "password_too_short"
        case .passwordTooLong: code = "password_too_long"
        case .passwordContainsNUL: code = "password_contains_nul"
        case .passwordEqualsUsername: code = "password_equals_username"
        case .passwordTooCommon: code = "password_too_common"
        default: return nil
        }
        self.init(.badRequest, code, error.message)
    }

    var description: String { "\(error): \(explanation)" }

    func response(from request: Request, context: some RequestContext) throws -> Response {
        var rendered = RenderedError(status, error: error, description: explanation)
        if let retryAfter { rendered.headers[.retryAfter] = "\(retryAfter)" }
        let response = rendered.response
        return request.method == .head ? response.createHeadResponse() : response
    }
}

extension AccountError {
    /// Runs what a user or an administrator has asked for, and says what was wrong with what they chose.
    static func explaining<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as AccountError {
            throw RouteError(error) ?? error
        }
    }
}
#endif
