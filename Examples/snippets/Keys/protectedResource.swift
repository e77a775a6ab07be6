import Hummingbird
import HummingbirdMapae

/// An API whose clients find everything out by its address, with tokens of any verifier's issuer.
func protectedResource(_ issuer: some TokenVerifier) throws -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    // snippet.resource
    let api = try ProtectedResource(
        "https://api.example.com", by: issuer, scopes: ["read", "write"], name: "Notes", dpop: .accepted)

    router.add(protectedResource: api)
    router.protected("notes", by: api, .scope("read")).get { _, context in ["hello": context.token.subject] }
    // snippet.end

    // snippet.resource.stepup
    router.protected("transfers", by: api, .authenticated(within: .seconds(300))).post { _, _ in "sent" }
    router.protected("limits", by: api, .acr("phr", "phrh")).post { _, _ in "raised" }
    // snippet.end
    return router
}

/// An API that takes only tokens which are bound to a key.
func boundTokensOnly(
    _ issuer: some TokenVerifier, nonceSecret: [UInt8]
) throws -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    // snippet.resource.dpop
    let api = try ProtectedResource(
        "https://api.example.com", by: issuer, dpop: .required.withNonces(secret: nonceSecret))
    // snippet.end
    router.protected("notes", by: api).get { _, context in context.token.subject }
    return router
}
