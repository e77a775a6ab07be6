import Hummingbird
import HummingbirdMapae

/// `optional_protected_endpoints.py`: a page for everybody that greets whom it knows.
func optionalEndpoints(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    // snippet.optional
    router.protected("optionally_protected", by: auth, .optional).get { _, context in
        ["logged_in_as": context.token?.subject ?? "anonymous user"]
    }
    // snippet.end

    // snippet.optional.expired
    router.protected("news", by: auth, .optional(badTokens: .anonymousWhenExpired)).get { _, context in
        if let token = context.token { return "For \(token.subject)" }
        return context.refusal == nil ? "For everybody" : "For everybody, and you were logged in before"
    }
    // snippet.end
    return router
}
