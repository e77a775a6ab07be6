import Hummingbird
import HummingbirdMapae
import MapaeFlask

extension App {
    func addHelperRoutes(to routes: Routes) {
        let flask = flask
        routes.post("decode") { request, _ -> JSONObject in
            let body = try await request.jsonBody()
            let claims = try await flask.decode(
                body.text("token"), csrf: body["csrf"]?.string, allowExpired: body["allow_expired"]?.bool ?? false)
            return ["claims": .object(claims)]
        }
        routes.post("jti") { request, _ -> JSONObject in
            let id = try await flask.tokenID(of: request.jsonBody().text("token"))
            return ["jti": id.map { .string($0) } ?? .null]
        }
        routes.post("unverified-header") { request, _ -> JSONObject in
            ["header": .object(try await flask.unverifiedHeader(of: request.jsonBody().text("token")))]
        }
        routes.post("csrf-of") { request, _ -> JSONObject in
            ["csrf": .string(try await flask.csrfToken(of: request.jsonBody().text("token")))]
        }
    }
}
