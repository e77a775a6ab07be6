public import Hummingbird
public import Mapae

/// A router whose routes are protected unless they are called public.
///
/// ```swift
/// let routes = Router(context: BasicTokenRequestContext.self).protectedByDefault(by: auth)
/// routes.get("me") { _, context in context.token.subject }           // takes a token
/// routes.public.post("login") { request, context in … }              // takes none, and says so
/// try await Application(router: routes.router).runService()
/// ```
public struct ProtectedRoutes<Base: TokenRequestContext, Verifier: TokenVerifier>: RouterMethods {
    /// The context of a protected route.
    public typealias Context = AuthenticatedContext<Base>

    /// The router itself, for the application.
    public let router: Router<Base>
    private let verifier: Verifier
    private let protected: RouterGroup<Context>

    init(_ router: Router<Base>, _ verifier: Verifier, _ requirements: [TokenRequirement]) {
        self.router = router
        self.verifier = verifier
        self.protected = router.guarded("", verifier, TokenRequirements(requirements))
    }

    /// Where routes are added that take no token.
    public var `public`: RouterGroup<Base> { router.group() }

    /// Routes with requirements of their own, in the place of the default ones.
    /// - Parameters:
    ///   - path: Where the group stands.
    ///   - requirements: What the token must meet, all of it.
    public func with(
        _ path: RouterPath = "", _ requirements: TokenRequirement...
    ) -> RouterGroup<Context> {
        router.guarded(path, verifier, TokenRequirements(requirements))
    }

    /// Adds a route that takes a token.
    @discardableResult
    public func on<Responder: HTTPResponder>(
        _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
    ) -> Self where Responder.Context == Context {
        protected.on(path, method: method, responder: responder)
        return self
    }

    /// Adds a middleware to the routes that take a token and come after it. Those of a group with requirements of its own
    /// (``with(_:_:)``) need it in their group.
    @discardableResult
    public func add(middleware: any MiddlewareProtocol<Request, Response, Context>) -> Self {
        protected.add(middleware: middleware)
        return self
    }
}

extension Router where Context: TokenRequestContext {
    /// A router whose routes are protected unless they are called public: a forgotten word leaves a route closed, not open.
    /// - Parameters:
    ///   - verifier: Who checks the tokens.
    ///   - requirements: What the tokens must meet, all of it. An access token unless told.
    public func protectedByDefault<Verifier: TokenVerifier>(
        by verifier: Verifier, _ requirements: TokenRequirement...
    ) -> ProtectedRoutes<Context, Verifier> {
        ProtectedRoutes(self, verifier, requirements)
    }
}
