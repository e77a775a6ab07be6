import Hummingbird
import HummingbirdMapae

/// People by cookie, programs by header, each with keys and times of their own.
func severalAuthorities(people: SigningKey, programs: SigningKey) throws -> Router<BasicTokenRequestContext> {
    // snippet.several
    let site = try TokenAuthority(signingKey: people, policy: TokenPolicy(realm: "site"), accept: [.cookie()])
    let api = try TokenAuthority(
        signingKey: programs, policy: TokenPolicy(accessTokenLifetime: .seconds(24 * 3600), realm: "api"))

    let router = Router(context: BasicTokenRequestContext.self)
    router.protected("account", by: site).get { _, context in "Hello, \(context.token.subject)" }
    router.protected("v1/report", by: api, .scope("reports")).get { _, _ in ["report": "all is well"] }
    // snippet.end

    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw site.invalidCredentials() }
        return try site.inCookies(site.accessToken(for: login.username, fresh: true))
    }
    router.post("v1/token") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw api.invalidCredentials() }
        return try api.accessToken(for: login.username, scopes: ["reports"])
    }
    return router
}
