/// How a request says who is asking.
enum Way: String, CaseIterable, Encodable, Sendable {
    case password, session, token

    /// As the table calls it.
    var title: String {
        switch self {
        case .password: "password each time"
        case .session: "session id"
        case .token: "token"
        }
    }

    /// What the client shows.
    var thing: String {
        switch self {
        case .password: "the password"
        case .session: "the session id"
        case .token: "the token"
        }
    }

    /// Where it logs in, if it does.
    var loginPath: String? { self == .password ? nil : "/\(rawValue)/login" }

    /// What it protects.
    var path: String { "/\(rawValue)" }
}
