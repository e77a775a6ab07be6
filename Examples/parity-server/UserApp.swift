import Hummingbird
import HummingbirdMapae
import MapaeFlask

/// Looks users up, and makes tokens of them.
enum UserApp {
    struct User: JSONShowing {
        let id: Int64
        let username: String
        let fullName: String

        var json: JSONValue {
            ["id": .integer(id), "username": .string(username), "full_name": .string(fullName)]
        }
    }

    static let users = [
        User(id: 1, username: "batman", fullName: "Bruce Wayne"),
        User(id: 2, username: "panther", fullName: "Ann Takamaki"),
        User(id: 3, username: "little_sapphire", fullName: "Jester Lavore"),
    ]

    @Sendable static func callbacks(_ revoked: RevokedTokens) -> FlaskCallbacks {
        var callbacks = AppRow.blocklist(revoked)
        callbacks.userIdentity = { identity in
            identity.as(User.self).map { .string("\($0.id)") } ?? identity.json ?? .null
        }
        callbacks.userLookup = { _, claims in
            let id = claims["sub"]?.string
            return users.first { "\($0.id)" == id }
        }
        return callbacks
    }
}

extension App {
    func addUserRoutes(to routes: Routes) {
        let flask = flask
        routes.post("user-login") { request, _ -> Response in
            let body = try await request.jsonBody()
            let user = UserApp.users.first { $0.username == body["username"]?.string }
            guard let user, body["password"]?.string == "password" else {
                return Self.refusal("Wrong username or password")
            }
            let answer: JSONObject = ["access_token": .string(try await flask.accessToken(for: user))]
            return Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(bytes: try JSONValue.object(answer).serialized())))
        }
        on(guarded(routes, "who_am_i"), [.get]) { context in
            flask.user(of: context.token, as: UserApp.User.self)?.json.object ?? [:]
        }
        on(optional(routes, "who-optional"), [.get]) { context in
            let user = flask.user(of: context.token, as: UserApp.User.self)
            return ["username": user.map { .string($0.username) } ?? .null]
        }
    }

    private static func refusal(_ text: String) -> Response {
        Response(
            status: .unauthorized, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: "\"\(text)\"")))
    }
}
