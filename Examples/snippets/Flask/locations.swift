import Hummingbird
import HummingbirdMapae

/// `jwt_locations.py`: tokens in four places.
func locations(_ key: SigningKey) throws -> Router<BasicTokenRequestContext> {
    // snippet.locations
    let auth = try TokenAuthority(
        signingKey: key, accept: [.header, .cookie(), .jsonBody(), .insecureQuery(name: "jwt")])
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.locations.cookies
    router.post("login_with_cookies") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.inCookies(auth.tokenPair(for: login.username, fresh: true))
    }

    router.post("logout_with_cookies") { _, _ in try auth.removingCookies() }
    // snippet.end

    router.post("login_without_cookies") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.accessToken(for: login.username, fresh: true)
    }

    // snippet.locations.routes
    let account = router.protected("protected", by: auth)
    account.get { _, context in ["foo": "bar", "found_in": "\(context.token.location ?? .header)"] }
    account.post { _, _ in ["foo": "bar"] }

    router.protected("only_headers", by: auth, .accept(.header)).get { _, _ in ["foo": "baz"] }
    // snippet.end
    return router
}
