import Hummingbird
import HummingbirdMapae

/// `custom_decorators.py`: routes for administrators only.
func customDecorators(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.roles.login
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else { throw auth.invalidCredentials() }
        return try auth.accessToken(for: login.username, fresh: true, claims: ["roles": ["admin"]])
    }
    // snippet.end

    // snippet.roles
    router.protected("protected", by: auth, .role("admin")).get { _, _ in ["foo": "bar"] }
    // snippet.end

    // snippet.check
    let administrators = auth.withCheck { token in token.claims["is_administrator"]?.bool == true }
    router.protected("settings", by: administrators).get { _, _ in ["foo": "bar"] }
    // snippet.end

    // snippet.check.forbidden
    let strict = auth.withCheck { token in
        guard token.claims["is_administrator"]?.bool == true else {
            throw TokenError(.insufficientRole(required: ["administrator"]))
        }
        return true
    }
    router.protected("strict", by: strict).get { _, _ in ["foo": "bar"] }
    // snippet.end
    return router
}
