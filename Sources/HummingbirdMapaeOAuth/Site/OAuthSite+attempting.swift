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

    /// The login page of a page of this server's own, to which no client has led.
    /// - Parameters:
    ///   - action: Where its form goes.
    ///   - subject: What the form's mark is about.
    ///   - hidden: What the form takes with it.
    func ownLoginPage(
        _ action: String, _ subject: String, hidden: [(name: String, value: String)] = [], _ browser: Browser,
        _ request: BrowserRequest, _ problem: FormProblem?, typed: String?
    ) -> Response {
        let page = page(request)
        let mark = [(name: "form", value: forms.mark(.login, browser, subject))]
        let html = page.login(
            Page.Login(
                alert: problem?.text(page.texts), username: typed,
                form: PageForm(action: action, hidden: mark + hidden)))
        var response = self.page(html, problem?.status ?? .ok, browser)
        problem?.add(to: &response.headers)
        return response
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
