import Hummingbird
import HummingbirdMapae

// snippet.testing.routes
/// Routes that do not know who checks their tokens.
func stable(_ verifier: some TokenVerifier) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    router.protected("horses", by: verifier, .scope("horses")).get { _, context in
        "Three for \(context.token.subject)"
    }
    return router
}
// snippet.end
