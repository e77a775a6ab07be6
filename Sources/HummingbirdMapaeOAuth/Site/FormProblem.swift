import HTTPTypes

/// Why a form was not taken, and its page is shown again.
enum FormProblem: Sendable {
    /// It was made for another login, or the browser has lost its cookie.
    case pageTooOld
    /// The name or the password is wrong.
    case wrongPassword
    /// Too many were: there is leave again after so many seconds.
    case tooMany(retryAfter: Int64)
    /// Nobody knows.
    case unavailable

    /// What the page says.
    func text(_ texts: PageTexts) -> String {
        switch self {
        case .pageTooOld: texts.pageTooOld
        case .wrongPassword: texts.wrongPassword
        case .tooMany(let seconds): texts.tooManyAttempts(seconds)
        case .unavailable: texts.tryLater
        }
    }

    /// The status of the page. It is never 401, which asks for credentials in a header.
    var status: HTTPResponse.Status {
        switch self {
        case .pageTooOld: .forbidden
        case .wrongPassword: .badRequest
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }

    /// When to come again.
    func add(to headers: inout HTTPFields) {
        switch self {
        case .tooMany(let seconds): headers[.retryAfter] = "\(max(1, seconds))"
        case .unavailable: headers[.retryAfter] = "1"
        case .pageTooOld, .wrongPassword: break
        }
    }
}
