import Hummingbird
import HummingbirdMapae

/// `loaders.py`: one answer replaced.
func loaders(_ auth: TokenAuthority) -> Router<BasicTokenRequestContext> {
    let router = Router(context: BasicTokenRequestContext.self)
    // snippet.answers
    let verifier = auth.withAnswer { error in
        guard error.code == .expired else { return nil }
        var answer = error.rendered
        answer.body = Array(#"{"code":"dave","err":"I can't let you do that"}"#.utf8)
        return answer
    }
    router.protected("protected", by: verifier).get { _, _ in ["hello": "world"] }
    // snippet.end
    return router
}
