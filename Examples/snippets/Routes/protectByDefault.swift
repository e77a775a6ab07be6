import Hummingbird
import HummingbirdMapae

/// A forgotten word leaves a route closed, not open.
func protectByDefault(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    // snippet.bydefault
    let routes = Router(context: BasicTokenRequestContext.self).protectedByDefault(by: auth)

    routes.public.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.tokenPair(for: login.username, fresh: true)
    }
    routes.public.get("health") { _, _ in "ok" }

    routes.get("me") { _, context in context.token.subject }
    routes.with("refresh", .refresh).post { _, context in try auth.accessToken(for: context.token.subject) }
    // snippet.end
    return routes.router
}
