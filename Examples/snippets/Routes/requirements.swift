import Hummingbird
import HummingbirdMapae

/// What a route can demand, one line each.
func requirements(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.protected
    router.protected("hello", by: auth).get { _, context in "Hello, \(context.token.subject)" }
    // snippet.end

    // snippet.requirements
    router.protected("me", by: auth).get { _, context in context.token.subject }
    router.protected("password", by: auth, .fresh).post { _, _ in "changed" }
    router.protected("horses", by: auth, .scope("horses")).get { _, _ in "three" }
    router.protected("stable", by: auth, .role("groom"), .scope("horses", "hay")).get { _, _ in "open" }
    router.protected("either", by: auth, .anyType).get { _, context in context.token.type.rawValue }
    router.protected("header", by: auth, .accept(.header)).get { _, _ in "no cookie opened this" }
    // snippet.end

    // snippet.scopes.login
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.accessToken(
            for: login.username, fresh: true, scopes: ["horses", "hay"], claims: ["roles": ["groom"]])
    }
    // snippet.end

    // snippet.token
    router.protected("token", by: auth).get { _, context -> [String: String?] in
        let token = context.token
        return [
            "subject": token.subject,
            "type": token.type.rawValue,
            "fresh": "\(token.isFresh)",
            "scopes": token.scopes.joined(separator: " "),
            "roles": token.roles.joined(separator: " "),
            "number": token.tokenID,
            "found_in": token.location.map { "\($0)" },
        ]
    }
    // snippet.end
    return router
}
