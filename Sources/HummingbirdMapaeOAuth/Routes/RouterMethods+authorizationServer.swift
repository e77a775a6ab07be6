public import Hummingbird
public import MapaeOAuth

extension RouterMethods {
    /// All routes of an authorization server and OpenID provider: its endpoints, its metadata, its keys and its pages.
    ///
    /// ```swift
    /// router.add(authorizationServer: server, pages: OAuthPages(login: accounts))
    /// ```
    ///
    /// The paths are those of ``OAuthEndpoints`` below the path of the issuer, and what stands below them. Add nothing else there, nor
    /// `addKeySet(of:)` at the same path, unless you say that the keys are not to be among the routes.
    ///
    /// Browsers' programs may call what clients call themselves from any site, as nothing there looks at cookies; they may not call
    /// what users visit, and not the introspection, which is for servers.
    /// - Parameters:
    ///   - server: The server.
    ///   - pages: The pages on which users log in and decide.
    ///   - publishesKeys: Whether the route of the keys is among them. Where it is not, add it with ``add(keySetOf:)``.
    ///   - network: The part of a request's address that tells its network, by which wrong device codes and passwords are counted; none
    ///     unless told. Of what a proxy says believe only your own proxy.
    @discardableResult
    public func add(
        authorizationServer server: AuthorizationServer, pages: OAuthPages, publishesKeys: Bool = true,
        network: @escaping @Sendable (Request, Context) -> String? = { _, _ in nil }
    ) -> Self {
        let routes = OAuthRoutes(router: self)
        routes.addClientEndpoints(server)
        routes.addDocuments(server)
        if publishesKeys { routes.addKeySet(server) }
        routes.addPages(OAuthSite(server, pages), network)
        return self
    }

    /// The route of an authorization server's keys alone: for a program whose keys need middleware of their own.
    /// - Parameter server: The server, whose other routes were added without this one.
    @discardableResult
    public func add(keySetOf server: AuthorizationServer) -> Self {
        OAuthRoutes(router: self).addKeySet(server)
        return self
    }
}
