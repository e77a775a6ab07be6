import Hummingbird
import HummingbirdMapae
import MapaeFlask

/// One configuration, mounted below its prefix, with all standard routes.
struct App: Sendable {
    typealias Context = BasicTokenRequestContext
    typealias Routes = RouterGroup<Context>

    let flask: FlaskAuthority
    let revoked: RevokedTokens
    /// Whether tokens that end soon are renewed with every answer.
    let renewsTokens: Bool

    /// Routes that take a token.
    func guarded(
        _ routes: Routes, _ path: RouterPath, _ requirements: TokenRequirement...
    ) -> RouterGroup<AuthenticatedContext<Context>> {
        let group = routes.group(path)
            .add(middleware: TokenMiddleware(flask, TokenRequirements(requirements)))
        if renewsTokens { group.add(middleware: TokenRenewal(flask)) }
        return group.group(context: AuthenticatedContext<Context>.self)
    }

    /// Routes that take a token if there is one.
    func optional(_ routes: Routes, _ path: RouterPath) -> Routes {
        let group = routes.group(path).add(middleware: TokenMiddleware(flask, TokenRequirements([]).optional))
        if renewsTokens { group.add(middleware: TokenRenewal(flask)) }
        return group
    }

    /// The identity of a token, as JSON.
    func identity(_ token: VerifiedToken?) -> JSONValue { flask.identity(of: token) ?? .null }

    func addStandardRoutes(to routes: Routes) {
        addLoginRoutes(to: routes)
        addProtectedRoutes(to: routes)
        addClaimRoutes(to: routes)
        addHelperRoutes(to: routes)
        addCookieRoutes(to: routes)
        addRevocationRoutes(to: routes)
    }
}
