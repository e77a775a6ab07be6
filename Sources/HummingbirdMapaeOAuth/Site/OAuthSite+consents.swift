import HTTPTypes
import Hummingbird
import MapaeOAuth

/// The page on which users see which applications have access, and take it back.
extension OAuthSite {
    /// The list.
    func consents(_ request: BrowserRequest) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            guard let login = browser.login else { return consentsLoginPage(browser, request) }
            return try await consentsPage(of: login, browser, request)
        }
    }

    /// A user has typed a name and a password.
    func consentsLogIn(_ request: BrowserRequest) async -> Response {
        await answeringForm(request) { browser, form async throws(OAuthError) in
            guard forms.isRight(form["form"], .login, browser, Self.consentsSubject) else {
                return consentsLoginPage(browser, request, .pageTooOld)
            }
            switch await attempt(form, browser, request) {
            case .problem(let problem): return consentsLoginPage(browser, request, problem, typed: form["username"])
            case .login(_, let cookie):
                var answer = redirect(to: paths.consents)
                answer.headers.append(cookie)
                return answer
            }
        }
    }

    /// A user takes back what an application was allowed.
    func withdraw(_ request: BrowserRequest) async -> Response {
        await answeringForm(request) { browser, form async throws(OAuthError) in
            guard let login = browser.login else { return consentsLoginPage(browser, request) }
            guard let id = form["client_id"], forms.isRight(form["form"], .withdrawal, browser, id) else {
                return try await consentsPage(of: login, browser, request, .pageTooOld)
            }
            try await server.withdraw(consentOf: login.subject, for: id)
            return redirect(to: paths.consents)
        }
    }

    private static let consentsSubject = "consents"

    private func consentsPage(
        of login: UserLogin, _ browser: Browser, _ request: BrowserRequest, _ problem: FormProblem? = nil
    ) async throws(OAuthError) -> Response {
        let page = page(request)
        let entries = try await server.clients(of: login.subject).map { client, access in
            Page.Access(
                client: client, access: access,
                form: PageForm(
                    action: paths.consents,
                    hidden: [
                        (name: "client_id", value: access.clientID),
                        (name: "form", value: forms.mark(.withdrawal, browser, access.clientID)),
                    ]))
        }
        let html = page.access(
            entries, user: await server.displayName(of: login.subject), pages.scopeTexts,
            alert: problem?.text(page.texts))
        return self.page(html, problem?.status ?? .ok, browser)
    }

    private func consentsLoginPage(
        _ browser: Browser, _ request: BrowserRequest, _ problem: FormProblem? = nil, typed: String? = nil
    ) -> Response {
        ownLoginPage(paths.consentsLogin, Self.consentsSubject, browser, request, problem, typed: typed)
    }
}
