import HTTPTypes
import Hummingbird
import MapaeOAuth

/// The end session endpoint and its page (OpenID Connect RP-Initiated Logout §2).
extension OAuthSite {
    /// A client leads the browser here by GET.
    func logOut(_ request: BrowserRequest) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            response(await server.endSession(request.query, login: browser.login), browser, request)
        }
    }

    /// A client leads the browser here by POST, without cookies: the browser comes by GET with the same request.
    func logOutPosted(_ request: BrowserRequest) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            guard request.query.isEmpty else {
                throw OAuthError(.invalidRequest, "The parameters must be in the body, not in the address.")
            }
            let ticket = try server.logoutTicket(for: try request.formBody())
            if let address = address(paths.logoutResumption, ticket: ticket) { return redirect(to: address) }
            return response(await server.proceedEndSession(ticket, login: browser.login), browser, request)
        }
    }

    /// Goes on with a logout in progress.
    func resumeLogout(_ request: BrowserRequest) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            let ticket = try request.queried()["ticket"] ?? ""
            return response(await server.proceedEndSession(ticket, login: browser.login), browser, request)
        }
    }

    /// A user has decided whether the logout is meant.
    func decideLogout(_ request: BrowserRequest) async -> Response {
        await answeringForm(request) { browser, form async throws(OAuthError) in
            let ticket = form["ticket"] ?? ""
            guard let isWanted = Self.decision(form), forms.isRight(form["form"], .logout, browser, ticket) else {
                let step = await server.proceedEndSession(ticket, login: browser.login)
                return response(step, browser, request, .pageTooOld)
            }
            let step = await server.confirmEndSession(ticket, login: browser.login, isWanted: isWanted)
            return response(step, browser, request)
        }
    }

    private func response(
        _ step: LogoutStep, _ browser: Browser, _ request: BrowserRequest, _ problem: FormProblem? = nil
    ) -> Response {
        switch step {
        case .refused(let error): return refusal(error, request)
        case .declined: return page(page(request).message(page(request).texts.stillLoggedIn))
        case .done(let location):
            var answer =
                if let location { redirect(to: location) } else {
                    page(page(request).message(page(request).texts.loggedOut))
                }
            if browser.loginCookie != nil { answer.headers.append(cookies.removing(cookies.login)) }
            return answer
        case .confirm(let prompt):
            let page = page(request, prompt.locales)
            let form = PageForm(
                action: paths.logoutDecision,
                hidden: [
                    (name: "ticket", value: prompt.ticket),
                    (name: "form", value: forms.mark(.logout, browser, prompt.ticket)),
                ])
            return self.page(
                page.logout(prompt, alert: problem?.text(page.texts), form), problem?.status ?? .ok, browser,
                formTargets: PageHeaders.formTargets(of: prompt.target))
        }
    }
}
