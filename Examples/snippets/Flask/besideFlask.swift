import Hummingbird
import HummingbirdMapae

/// One service of several that share a secret, while the others still run Flask-JWT-Extended.
func besideFlask(secret: String) throws -> Router<BasicTokenRequestContext> {
    // snippet.beside
    let cookies = CookieCarrier(accessName: "access_token_cookie", refreshName: "refresh_token_cookie")
    let auth = try TokenAuthority(
        signingKey: .hs256(secret: secret), policy: TokenPolicy(writesNotBefore: true),
        accept: [.header, .cookie(cookies)])
    // snippet.end

    let router = Router(context: BasicTokenRequestContext.self)
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.inCookies(auth.tokenPair(for: login.username, fresh: true))
    }
    let account = router.protected("protected", by: auth)
    account.get { _, context in ["logged_in_as": context.token.subject] }
    account.post { _, context in ["logged_in_as": context.token.subject] }
    router.protected("fresh", by: auth, .fresh).get { _, context in context.token.subject }
    router.protected("refresh", by: auth, .refresh).post { _, context in
        try auth.accessToken(for: context.token.subject)
    }
    return router
}
