import Hummingbird
import HummingbirdMapae

/// `implicit_refresh.py`: whoever is active stays logged in.
func implicitRefresh(_ key: SigningKey) throws -> Router<BasicTokenRequestContext> {
    // snippet.sliding
    let auth = try TokenAuthority(
        signingKey: key, policy: TokenPolicy(accessTokenLifetime: .seconds(3600)), accept: [.cookie()])
    let router = Router(context: BasicTokenRequestContext.self)

    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.inCookies(auth.accessToken(for: login.username, fresh: true))
    }

    router.post("logout") { _, _ in try auth.removingCookies() }

    let pages = router.protected(by: auth)
        .add(middleware: try SlidingCookies(auth, whenLessThan: .seconds(1800), upTo: .seconds(12 * 3600)))
    pages.get("protected") { _, _ in ["foo": "bar"] }
    // snippet.end
    return router
}
