import HTTPTypes
import Hummingbird
import MapaeJOSE
import MapaeOAuth
import NIOCore

/// The pages of an authorization server, and what becomes of their forms.
struct OAuthSite: Sendable {
    private(set) var server: AuthorizationServer
    let pages: OAuthPages
    let paths: OAuthPaths
    let cookies: BrowserCookies
    let forms: FormGuard

    init(_ server: AuthorizationServer, _ pages: OAuthPages) {
        self.server = server
        self.pages = pages
        paths = OAuthPaths(server)
        cookies = BrowserCookies(issuer: server.issuer)
        forms = FormGuard(server)
    }

    /// The same pages, for a request from somewhere.
    func answering(from network: String?) -> OAuthSite {
        var site = self
        site.server = server.answering(from: network)
        return site
    }

    /// Finds out who sits at the browser, and makes a page of what is thrown.
    func answering(
        _ request: BrowserRequest, _ body: (Browser) async throws(OAuthError) -> Response
    ) async -> Response {
        do {
            return try await body(try await browser(of: request))
        } catch { return refusal(error, request) }
    }

    /// The same for a form of this server's.
    func answeringForm(
        _ request: BrowserRequest, _ body: (Browser, FormFields) async throws(OAuthError) -> Response
    ) async -> Response {
        await answering(request) { browser async throws(OAuthError) in
            guard !forms.isForeign(request.headers) else {
                return page(page(request).error(Self.foreignForm), .forbidden)
            }
            return try await body(browser, try request.form())
        }
    }

    private static let foreignForm = OAuthError(
        .invalidRequest, "The form does not come from a page of this server. Open the page at the server's own address."
    )

    private func browser(of request: BrowserRequest) async throws(OAuthError) -> Browser {
        let cookie = try cookies.value(cookies.login, in: request.headers)
        var login: UserLogin?
        if let cookie { login = try await server.login(cookie: cookie) }
        let secret = try cookies.secret(in: request.headers)
        return Browser(
            secret: secret ?? Base64URL.encode(RandomBytes.make(32)), isNew: secret == nil, loginCookie: cookie,
            login: login)
    }

    // MARK: Answers

    /// What pages are written with.
    func page(_ request: BrowserRequest, _ locales: [String] = []) -> Page {
        let language = PageLanguage.of(locales, request.headers)
        return Page(
            language: language, texts: .of(language), stylesheet: server.issuer.path + PageAsset.stylesheet.path,
            consents: paths.consents)
    }

    /// A page.
    /// - Parameters:
    ///   - html: The page.
    ///   - status: Its status.
    ///   - browser: Who gets it, where it has a form that is bound to the browser.
    ///   - targets: Where its forms may lead beside this server.
    func page(
        _ html: String, _ status: HTTPResponse.Status = .ok, _ browser: Browser? = nil, formTargets: [String] = [],
        runsScript: Bool = false
    ) -> Response {
        var headers = PageHeaders.fields(formTargets: formTargets, runsScript: runsScript)
        headers[.contentLength] = "\(html.utf8.count)"
        if let browser, browser.isNew { headers.append(cookies.setting(cookies.browser, browser.secret)) }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    /// The page that says what is wrong.
    func refusal(_ error: OAuthError, _ request: BrowserRequest) -> Response {
        var response = page(page(request).error(error), error.pageStatus)
        if error.code == .temporarilyUnavailable { response.headers[.retryAfter] = "1" }
        return response
    }

    /// Leads the browser on, always by GET (RFC 9700 §4.12).
    func redirect(to location: String) -> Response {
        var headers: HTTPFields = [.location: location, .cacheControl: "no-store", .contentLength: "0"]
        if let name = HTTPField.Name("Referrer-Policy") { headers[name] = "no-referrer" }
        return Response(status: .seeOther, headers: headers)
    }

    /// The longest ticket that is put into an address: servers and proxies take 8 KiB mostly.
    private static let maximumTicketBytes = 6000

    /// The address at which a request in progress goes on; `nil` for one that is too long for an address.
    func address(_ path: String, ticket: String) -> String? {
        // Base64url needs no escapes.
        ticket.utf8.count <= Self.maximumTicketBytes ? "\(path)?ticket=\(ticket)" : nil
    }
}
