import HTTPTypes
import Hummingbird
import MapaeOAuth

extension OAuthSite {
    /// What has become of a login form.
    enum Attempt {
        /// A login has begun: the cookie goes to the browser.
        case login(UserLogin, cookie: HTTPField)
        case problem(FormProblem)
    }

    /// Checks a name and a password, and begins a login.
    func attempt(_ form: FormFields, _ browser: Browser, _ request: BrowserRequest) async -> Attempt {
        guard let username = form["username"], let password = form["password"] else { return .problem(.wrongPassword) }
        let attempt = LoginAttempt(username: username, password: password, origin: request.origin)
        let outcome: LoginOutcome
        do { outcome = try await pages.login.logIn(attempt) } catch { return .problem(.unavailable) }
        switch outcome {
        case .refused: return .problem(.wrongPassword)
        case .tooMany(let seconds): return .problem(.tooMany(retryAfter: seconds))
        case .user(let subject, let epoch, let acr, let amr):
            do {
                let begun = try await server.beginLogin(
                    of: subject, epoch: epoch, acr: acr, amr: amr, origin: request.origin,
                    replacing: browser.loginCookie)
                return .login(begun.login, cookie: cookies.setting(cookies.login, begun.cookie))
            } catch { return .problem(.unavailable) }
        }
    }
}
