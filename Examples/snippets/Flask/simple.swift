import Hummingbird
import HummingbirdMapae

/// `simple.py`: log in, show the token, be known.
func simple(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    // snippet.simple
    let router = Router(context: BasicTokenRequestContext.self)

    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials("Bad username or password") }
        return try auth.accessToken(for: login.username, fresh: true)
    }

    router.protected("protected", by: auth).get { _, context in
        ["logged_in_as": context.token.subject]
    }
    // snippet.end
    return router
}
