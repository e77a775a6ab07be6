import Hummingbird
import HummingbirdMapae
import MapaeFlask

extension App {
    func addLoginRoutes(to routes: Routes) {
        let flask = flask
        routes.post("login") { request, context in
            guard isTest(try await request.jsonBody()) else { return try refused(request, context) }
            let body: JSONObject = ["access_token": .string(try await flask.accessToken(for: "test"))]
            return try body.response(from: request, context: context)
        }
        routes.post("login-full") { request, context in
            guard isTest(try await request.jsonBody()) else { return try refused(request, context) }
            let body: JSONObject = [
                "access_token": .string(try await flask.accessToken(for: "test", fresh: true)),
                "refresh_token": .string(try await flask.refreshToken(for: "test")),
            ]
            return try body.response(from: request, context: context)
        }
        routes.post("mint") { request, _ -> JSONObject in
            ["token": .string(try await Mint(try await request.jsonBody()).token(flask))]
        }
        guarded(routes, "refresh", .refresh).post { _, context -> JSONObject in
            ["access_token": .string(try await flask.accessToken(for: identity(context.token)))]
        }
    }

    private func isTest(_ body: JSONObject) -> Bool {
        body["username"]?.string == "test" && body["password"]?.string == "test"
    }

    private func refused(_ request: Request, _ context: Context) throws -> Response {
        let body: JSONObject = ["msg": "Bad username or password"]
        return try body.response(.unauthorized, from: request, context: context)
    }
}
