import HTTPTypes
import Hummingbird
import MapaeOAuth

/// The authorization endpoint and the two forms of its pages.
extension OAuthSite {
    /// A client leads the browser here by GET.
    func authorize(_ request: BrowserRequest) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            let step = await server.authorize(request.query, login: browser.login)
            // What works once must not be asked for again when the page is looked at again.
            if let ticket = step.addressedTicket, let address = address(paths.resumption, ticket: ticket) {
                return redirect(to: address)
            }
            return await response(step, browser, request)
        }
    }

    /// A client leads the browser here by POST. Then there are no cookies, and a page could not be looked at again: the browser comes
    /// by GET with the same request.
    func authorizePosted(_ request: BrowserRequest) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            guard request.query.isEmpty else {
                throw OAuthError(.invalidRequest, "The parameters must be in the body, not in the address.")
            }
            let ticket = try await server.ticket(for: try request.formBody())
            if let address = address(paths.resumption, ticket: ticket) { return redirect(to: address) }
            return await response(await server.proceed(ticket, login: browser.login), browser, request)
        }
    }

    /// Goes on with a request in progress.
    func resume(_ request: BrowserRequest) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            let ticket = try request.queried()["ticket"] ?? ""
            return await response(await server.proceed(ticket, login: browser.login), browser, request)
        }
    }

    /// A user has typed a name and a password.
    func logIn(_ request: BrowserRequest) async -> Response {
        await answeringForm(request) { browser, form async throws(OAuthError) in
            let ticket = form["ticket"] ?? ""
            guard forms.isRight(form["form"], .login, browser, ticket) else {
                return await again(ticket, browser, request)
            }
            try server.checkTicket(ticket)
            switch await attempt(form, browser, request) {
            case .problem(let problem):
                let step = await server.proceed(ticket, login: browser.login)
                return await response(step, browser, request, problem, typed: form["username"])
            case .login(let login, let cookie):
                let renewed = try server.ticket(ticket, after: login)
                let browser = Browser(
                    secret: browser.secret, isNew: browser.isNew, loginCookie: login.sessionID, login: login)
                var answer: Response
                if let address = address(paths.resumption, ticket: renewed) {
                    answer = redirect(to: address)
                } else {
                    answer = await response(await server.proceed(renewed, login: login), browser, request)
                }
                answer.headers.append(cookie)
                return answer
            }
        }
    }

    /// A user has decided what a client may do.
    func decide(_ request: BrowserRequest) async -> Response {
        await answeringForm(request) { browser, form async throws(OAuthError) in
            let ticket = form["ticket"] ?? ""
            guard forms.isRight(form["form"], .decision, browser, ticket), let decision = Self.decision(form) else {
                return await again(ticket, browser, request)
            }
            let step = await server.decide(ticket, login: browser.login, isAllowed: decision)
            return await response(step, browser, request)
        }
    }

    /// What was pressed; `nil` for neither.
    static func decision(_ form: FormFields) -> Bool? {
        switch form["decision"] {
        case let value? where value.utf8.elementsEqual(Page.yes.utf8): true
        case let value? where value.utf8.elementsEqual(Page.no.utf8): false
        default: nil
        }
    }

    /// The same page again, as if it had just been opened: its form was of another login, or the browser has lost its cookie. Nothing
    /// was done.
    private func again(_ ticket: String, _ browser: Browser, _ request: BrowserRequest) async -> Response {
        let step = await server.proceed(ticket, login: browser.login)
        return await response(step, browser, request, .pageTooOld)
    }

    // MARK: Steps

    private func response(
        _ step: AuthorizationStep, _ browser: Browser, _ request: BrowserRequest, _ problem: FormProblem? = nil,
        typed: String? = nil
    ) async -> Response {
        switch step {
        case .refused(let error): refusal(error, request)
        case .answered(let answer): deliver(answer, request)
        case .login(let prompt): loginPage(prompt, browser, request, problem, typed: typed)
        case .consent(let prompt): await consentPage(prompt, browser, request, problem)
        }
    }

    private func deliver(_ answer: AuthorizationResponse, _ request: BrowserRequest) -> Response {
        switch answer.delivery {
        case .redirect(let status, var headers):
            headers[.contentLength] = "0"
            return Response(status: status, headers: headers)
        case .form(let action, let fields):
            let html = page(request).sending(
                fields, to: action, script: server.issuer.path + PageAsset.sender.path)
            return page(html, formTargets: PageHeaders.formTargets(of: answer.address.target), runsScript: true)
        }
    }

    private func loginPage(
        _ prompt: LoginPrompt, _ browser: Browser, _ request: BrowserRequest, _ problem: FormProblem?, typed: String?
    ) -> Response {
        let page = page(request, prompt.locales)
        let fields = [(name: "ticket", value: prompt.ticket)]
        let mark = { (purpose: FormGuard.Purpose) in
            [(name: "form", value: forms.mark(purpose, browser, prompt.ticket))]
        }
        let reason: String? =
            switch prompt.reason {
            case .notLoggedIn: nil
            case .wanted, .tooLongAgo, .tooWeak: page.texts.again
            case .otherUser: page.texts.otherUser
            }
        let html = page.login(
            Page.Login(
                client: Page.name(prompt.display, prompt.clientID, at: prompt.documentHost), reason: reason,
                alert: problem?.text(page.texts),
                username: typed ?? prompt.hint, form: PageForm(action: paths.login, hidden: fields + mark(.login)),
                cancelling: PageForm(action: paths.decision, hidden: fields + mark(.decision))))
        var response = self.page(
            html, problem?.status ?? .ok, browser, formTargets: PageHeaders.formTargets(of: prompt.target))
        problem?.add(to: &response.headers)
        return response
    }

    private func consentPage(
        _ prompt: ConsentPrompt, _ browser: Browser, _ request: BrowserRequest, _ problem: FormProblem?
    ) async -> Response {
        let page = page(request, prompt.locales)
        let form = PageForm(
            action: paths.decision,
            hidden: [
                (name: "ticket", value: prompt.ticket),
                (name: "form", value: forms.mark(.decision, browser, prompt.ticket)),
            ])
        let html = page.consent(
            prompt, user: await server.displayName(of: prompt.login.subject), pages.scopeTexts,
            alert: problem?.text(page.texts), form)
        return self.page(
            html, problem?.status ?? .ok, browser, formTargets: PageHeaders.formTargets(of: prompt.target))
    }
}

extension AuthorizationStep {
    /// The request in progress of a page that must be looked at under an address of its own.
    fileprivate var addressedTicket: String? {
        switch self {
        case .login(let prompt): prompt.wantsAddress ? prompt.ticket : nil
        case .consent(let prompt): prompt.wantsAddress ? prompt.ticket : nil
        case .refused, .answered: nil
        }
    }
}
