import Hummingbird
import HummingbirdMapae
import MapaeFlask

/// Answers as Flask-JWT-Extended does, for clients that read its texts.
func flaskFace(secret: String) throws -> Router<BasicTokenRequestContext> {
    // snippet.flask
    let flask = try FlaskAuthority(FlaskSettings(secretKey: FlaskKey(secret), tokenLocation: [.headers, .cookies]))
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)
    router.protected("protected", by: flask).get { _, context in ["logged_in_as": context.token.subject] }
    return router
}
