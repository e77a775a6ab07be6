import Hummingbird
import HummingbirdMapae

/// `token_freshness.py`: what takes a password just typed.
func tokenFreshness(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    // snippet.fresh
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.tokenPair(for: login.username, fresh: true)
    }

    router.protected("refresh", by: auth, .refresh).post { _, context in
        try auth.accessToken(for: context.token.subject)  // not fresh
    }

    router.protected("protected", by: auth, .fresh).get { _, _ in ["foo": "bar"] }
    // snippet.end

    // snippet.fresh.timed
    router.protected("confirm", by: auth).post { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight, login.username == context.token.subject else { throw auth.invalidCredentials() }
        return try auth.accessToken(for: login.username, fresh: .during(.seconds(300)))
    }
    // snippet.end
    return router
}
