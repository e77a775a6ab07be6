import HTTPTypes
import Hummingbird
import HummingbirdMapae
import MapaeOAuth

/// What users visit.
extension OAuthRoutes {
    typealias Network = @Sendable (Request, Router.Context) -> String?
    private typealias PageHandler = @Sendable (OAuthSite) -> (BrowserRequest) async -> Response

    /// The longest form of a page: it brings back what came, sealed and written as text.
    private static var formLimit: Int { 400_000 }

    func addPages(_ site: OAuthSite, _ network: @escaping Network) {
        let paths = site.paths
        addPage(site, paths.authorization, network, get: OAuthSite.authorize, post: OAuthSite.authorizePosted)
        addPage(site, paths.resumption, network, get: OAuthSite.resume)
        addPage(site, paths.login, network, post: OAuthSite.logIn)
        addPage(site, paths.decision, network, post: OAuthSite.decide)
        addPage(site, paths.device, network, get: OAuthSite.device, post: OAuthSite.deviceVerify)
        addPage(site, paths.deviceLogin, network, post: OAuthSite.deviceLogIn)
        addPage(site, paths.deviceDecision, network, post: OAuthSite.deviceDecide)
        addPage(site, paths.logout, network, get: OAuthSite.logOut, post: OAuthSite.logOutPosted)
        addPage(site, paths.logoutResumption, network, get: OAuthSite.resumeLogout)
        addPage(site, paths.logoutDecision, network, post: OAuthSite.decideLogout)
        addPage(site, paths.consents, network, get: OAuthSite.consents, post: OAuthSite.withdraw)
        addPage(site, paths.consentsLogin, network, post: OAuthSite.consentsLogIn)
    }

    private func addPage(
        _ site: OAuthSite, _ path: String, _ network: @escaping Network, get: PageHandler? = nil,
        post: PageHandler? = nil
    ) {
        let handlers: [(HTTPRequest.Method, PageHandler?)] = [(.get, get), (.post, post)]
        add(
            path,
            handlers.compactMap { method, page in
                guard let page else { return nil }
                return (method, Self.handler(site, method, network, page))
            })
    }

    private static func handler(
        _ site: OAuthSite, _ method: HTTPRequest.Method, _ network: @escaping Network, _ page: @escaping PageHandler
    ) -> Handler {
        { request, context in
            var body: [UInt8] = []
            if method == .post {
                do { body = try await RequestBody.bytes(of: request, limit: formLimit) } catch let error as RequestError
                {
                    return site.unreadable(error, request)
                }
            }
            let network = network(request, context)
            let read = BrowserRequest(
                headers: request.headers, query: Array(RequestBody.query(of: request).utf8), body: body,
                network: network)
            return await page(site.answering(from: network))(read)
        }
    }
}

extension OAuthSite {
    /// The page for a body that cannot be read.
    fileprivate func unreadable(_ error: RequestError, _ request: Request) -> Response {
        let reader = BrowserRequest(headers: request.headers, query: [], body: [], network: nil)
        return page(page(reader).error(OAuthError(.invalidRequest, error.explanation)), error.status)
    }
}
