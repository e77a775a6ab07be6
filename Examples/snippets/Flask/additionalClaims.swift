import Hummingbird
import HummingbirdMapae

/// `additional_data_in_access_token.py`: what else a token says.
func additionalClaims(_ key: SigningKey) throws -> Router<BasicTokenRequestContext> {
    // snippet.claims.audience
    let auth = try TokenAuthority(signingKey: key, policy: TokenPolicy(audience: "some_audience"))
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.claims
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.accessToken(for: login.username, fresh: true, claims: ["foo": "bar"])
    }

    router.protected("protected", by: auth).get { _, context in
        ["foo": context.token.claims["foo"]?.string]
    }
    // snippet.end
    return router
}
