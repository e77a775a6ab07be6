import Hummingbird
import HummingbirdMapae

// snippet.cookies.form
struct BrowserLogin: Decodable {
    let username, password: String
    let remember: Bool?
}
// snippet.end

/// A login from a browser, whose scripts never see a token.
func cookieLogin(_ key: SigningKey) throws -> Router<BasicTokenRequestContext> {
    // snippet.cookies
    let auth = try TokenAuthority(signingKey: key, accept: [.cookie(CookieCarrier(refreshPath: "/refresh"))])
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.cookies.login
    router.post("login") { request, context in
        let login = try await request.decode(as: BrowserLogin.self, context: context)
        guard Credentials(username: login.username, password: login.password).areRight else {
            throw auth.invalidCredentials()
        }
        let tokens = try auth.tokenPair(for: login.username, fresh: true, isPersistent: login.remember ?? false)
        return try auth.inCookies(tokens)
    }

    router.protected("refresh", by: auth, .refresh).post { _, context in
        let remember = context.token.isPersistent
        return try auth.inCookies(auth.accessToken(for: context.token.subject, isPersistent: remember))
    }

    router.post("logout") { _, _ in try auth.removingCookies() }
    // snippet.end

    // snippet.cookies.routes
    let account = router.protected("account", by: auth)
    account.get { _, context in ["name": context.token.subject] }
    account.post { _, context in ["changed": context.token.subject] }
    // snippet.end
    return router
}

/// The other ways to set cookies up.
func cookieCarriers() -> [TokenCarrier] {
    // snippet.cookies.kinds
    let strictest = TokenCarrier.cookie()
    let forSubdomains = TokenCarrier.cookie(CookieCarrier(domain: "example.com", sameSite: .strict))
    let embedded = TokenCarrier.cookie(CookieCarrier(sameSite: SameSite.none, isPartitioned: true))
    let withForms = TokenCarrier.cookie(CookieCarrier(csrf: CSRFProtection(formField: "csrf_token")))
    let withoutTLS = TokenCarrier.cookie(CookieCarrier(insecureHTTP: true))
    // snippet.end
    return [strictest, forSubdomains, embedded, withForms, withoutTLS]
}

/// The other ways to take a header.
func headerCarriers() -> [TokenCarrier] {
    // snippet.headers
    let usual = TokenCarrier.header
    let twoSchemes = TokenCarrier.header(schemes: ["Bearer", "JWT"])
    let bare = TokenCarrier.header(name: "X-Api-Token", schemes: [])
    // snippet.end
    return [usual, twoSchemes, bare]
}
