import Hummingbird
import HummingbirdMapae
import MapaeFlask

/// Answers as Flask-JWT-Extended does, for clients that read its texts.
func flaskFace(secret: String) throws -> Router<BasicTokenRequestContext> {
    // snippet.flask
    let flask = try FlaskAuthority(FlaskSettings(secretKey: FlaskKey(secret), tokenLocation: [.headers, .cookies]))
    // snippet.end
    let router = Router(context: BasicTokenRequestContext.self)

    // snippet.flask.routes
    router.post("login") { request, context in
        let login = try await request.decode(as: Credentials.self, context: context)
        guard login.areRight else {
            return EditedResponse(status: .unauthorized, response: ["msg": "Bad username or password"])
        }
        let token = try await flask.accessToken(for: login.username, fresh: true)
        return EditedResponse(status: .ok, response: ["access_token": token])
    }

    router.protected("protected", by: flask).get { _, context in ["logged_in_as": context.token.subject] }
    // snippet.end
    return router
}

/// The settings that configure the Flask application configure this one.
func flaskFromFile(_ path: String) throws -> FlaskAuthority {
    // snippet.flask.file
    let settings = try FlaskSettings.load(file: path)
    return try FlaskAuthority(settings)
    // snippet.end
}

/// Callbacks, by the names that they have there.
func flaskCallbacks(secret: String, revoked: @escaping @Sendable (String?) async -> Bool) throws -> FlaskAuthority {
    // snippet.flask.callbacks
    var callbacks = FlaskCallbacks()
    callbacks.tokenInBlocklist = { _, claims in await revoked(claims["jti"]?.string) }
    callbacks.expiredToken = { _, _ in
        FlaskAnswer(.unauthorized, ["code": "dave", "err": "I can't let you do that"])
    }
    return try FlaskAuthority(FlaskSettings(secretKey: FlaskKey(secret)), callbacks: callbacks)
    // snippet.end
}
