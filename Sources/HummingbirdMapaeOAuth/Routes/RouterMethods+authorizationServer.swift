public import Hummingbird
public import MapaeOAuth

extension RouterMethods {
    /// All routes of an authorization server and OpenID provider: its endpoints, its metadata, its keys and its pages.
    ///
    /// ```swift
    /// router.add(authorizationServer: server, pages: OAuthPages(login: accounts))
    /// try await Application(router: router, services: [sessions, AuthorizationSweeper(server)]).runService()
    /// ```
    ///
    /// Without an ``AuthorizationSweeper`` among the services the store keeps all that clients leave behind.
    ///
    /// The paths are those of ``OAuthEndpoints`` below the path of the issuer, and what stands below them. Add nothing else there, nor
    /// `addKeySet(of:)` at the same path: the keys are among the routes.
    ///
    /// Browsers' programs may call what clients call themselves from any site, as nothing there looks at cookies; they may not call
    /// what users visit, and not the introspection, which is for servers.
    /// - Parameters:
    ///   - server: The server.
    ///   - pages: The pages on which users log in and decide.
    ///   - network: The part of a request's address that tells its network, by which wrong device codes and passwords are counted,
    ///     and which the audit log has; none unless told. Without it all strangers count as one, and a single one of them who guesses
    ///     has everybody else wait: pass it where your pages take passwords. Of what a proxy says believe only your own proxy.
    @discardableResult
    public func add(
        authorizationServer server: AuthorizationServer, pages: OAuthPages,
        network: @escaping @Sendable (Request, Context) -> String? = { _, _ in nil }
    ) -> Self {
        let routes = OAuthRoutes(router: self)
        routes.addClientEndpoints(server, network)
        routes.addDocuments(server)
        routes.addKeySet(server)
        routes.addPages(OAuthSite(server, pages), network)
        return self
    }
}
