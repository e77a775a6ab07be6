import HTTPTypes
import Hummingbird
import MapaeOAuth

/// The pages on which users let devices in (RFC 8628 §3.3).
extension OAuthSite {
    /// The page for the code. An address that has it already only saves the typing (§3.3.1): looking at a page does nothing.
    func device(_ request: BrowserRequest) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            let code = try request.queried()["user_code"]
            guard browser.login != nil else { return deviceLoginPage(code, browser, request) }
            return deviceCodePage(code, browser, request)
        }
    }

    /// A user has typed a name and a password.
    func deviceLogIn(_ request: BrowserRequest) async -> Response {
        await answeringForm(request) { browser, form async throws(OAuthError) in
            let code = form["user_code"]
            guard forms.isRight(form["form"], .login, browser, Self.deviceSubject) else {
                return deviceLoginPage(code, browser, request, .pageTooOld)
            }
            switch await attempt(form, browser, request) {
            case .problem(let problem): return deviceLoginPage(code, browser, request, problem, typed: form["username"])
            case .login(_, let cookie):
                // What a code can be needs no escapes.
                let isCode = code.map { $0.utf8.count <= 32 && $0.utf8.allSatisfy(Self.isCodeByte) } ?? false
                var answer = redirect(to: paths.device + (isCode ? "?user_code=\(code ?? "")" : ""))
                answer.headers.append(cookie)
                return answer
            }
        }
    }

    /// A user has typed a code.
    func deviceVerify(_ request: BrowserRequest) async -> Response {
        await answeringForm(request) { browser, form async throws(OAuthError) in
            let code = form["user_code"]
            guard forms.isRight(form["form"], .device, browser, Self.deviceSubject), let code else {
                return browser.login == nil
                    ? deviceLoginPage(code, browser, request)
                    : deviceCodePage(code, browser, request, .old)
            }
            let step = await server.verifyDevice(code, login: browser.login, network: request.network)
            return await response(step, code, browser, request)
        }
    }

    /// A user has decided about a device.
    func deviceDecide(_ request: BrowserRequest) async -> Response {
        await answeringForm(request) { browser, form async throws(OAuthError) in
            guard let code = form["user_code"], let isAllowed = Self.decision(form),
                forms.isRight(form["form"], .deviceDecision, browser, code)
            else { return deviceCodePage(form["user_code"], browser, request, .old) }
            let step = await server.decideDevice(
                code, login: browser.login, network: request.network, isAllowed: isAllowed)
            return await response(step, code, browser, request)
        }
    }

    private static let deviceSubject = "device"

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
    }

    private func response(
        _ step: DeviceStep, _ code: String, _ browser: Browser, _ request: BrowserRequest
    ) async -> Response {
        let page = page(request)
        switch step {
        case .login: return deviceLoginPage(code, browser, request)
        case .unknownCode: return deviceCodePage(code, browser, request, .unknown)
        case .tooMany(let seconds): return deviceCodePage(nil, browser, request, .tooMany(seconds))
        case .failed(let error): return refusal(error, request)
        case .decided(let isAllowed):
            return self.page(isAllowed ? page.deviceAllowed() : page.message(page.texts.deviceDenied))
        case .confirm(let prompt):
            let form = PageForm(
                action: paths.deviceDecision,
                hidden: [
                    (name: "user_code", value: prompt.userCode),
                    (name: "form", value: forms.mark(.deviceDecision, browser, prompt.userCode)),
                ])
            let user = await server.displayName(of: prompt.login.subject)
            return self.page(page.device(prompt, user: user, pages.scopeTexts, form), .ok, browser)
        }
    }

    /// What was wrong with a code.
    private enum CodeProblem {
        case old
        case unknown
        case tooMany(Int64)
    }

    private func deviceCodePage(
        _ code: String?, _ browser: Browser, _ request: BrowserRequest, _ problem: CodeProblem? = nil
    ) -> Response {
        let page = page(request)
        let form = PageForm(
            action: paths.device, hidden: [(name: "form", value: forms.mark(.device, browser, Self.deviceSubject))])
        let (status, alert): (HTTPResponse.Status, String?) =
            switch problem {
            case nil: (.ok, nil)
            case .old: (.forbidden, page.texts.pageTooOld)
            case .unknown: (.badRequest, page.texts.unknownCode)
            case .tooMany(let seconds): (.tooManyRequests, page.texts.tooManyAttempts(seconds))
            }
        var response = self.page(page.deviceCode(code, alert: alert, form), status, browser)
        if case .tooMany(let seconds) = problem { response.headers[.retryAfter] = "\(max(1, seconds))" }
        return response
    }

    private func deviceLoginPage(
        _ code: String?, _ browser: Browser, _ request: BrowserRequest, _ problem: FormProblem? = nil,
        typed: String? = nil
    ) -> Response {
        ownLoginPage(
            paths.deviceLogin, Self.deviceSubject, hidden: code.map { [(name: "user_code", value: $0)] } ?? [], browser,
            request, problem, typed: typed)
    }
}
