import Hummingbird
import HummingbirdMapae

/// `refresh_tokens.py`: a token of an hour, and one of thirty days that gets the next.
func refreshTokens(_ key: SigningKey) throws -> Router<BasicTokenRequestContext> {
    // snippet.lifetimes
    let policy = TokenPolicy(accessTokenLifetime: .seconds(3600), refreshTokenLifetime: .seconds(30 * 24 * 3600))
    let auth = try TokenAuthority(signingKey: key, policy: policy)
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.refresh
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.tokenPair(for: login.username, fresh: true)
    }

    router.protected("refresh", by: auth, .refresh).post { _, context in
        try auth.accessToken(for: context.token.subject)
    }
    // snippet.end

    router.protected("protected", by: auth).get { _, _ in ["foo": "bar"] }
    return router
}
