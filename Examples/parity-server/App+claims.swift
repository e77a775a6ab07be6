import Hummingbird
import HummingbirdMapae
import MapaeFlask

extension App {
    func addClaimRoutes(to routes: Routes) {
        on(guarded(routes, "claims", .anyType), [.get, .post]) { describe($0.token) }
        on(optional(routes, "claims-optional"), [.get, .post]) { describe($0.token) }
        on(optional(routes, "current-user"), [.get]) { context in
            guard let token = context.token else { return ["user": .null] }
            // Without a look-up nobody is the current user: Flask raises, here there is nothing to be had.
            guard let user = flask.user(of: token, as: (any JSONShowing).self) else { return ["raised": true] }
            return ["user": user.json]
        }
        routes.get("verify-manual") { request, context in
            var copy = request
            let token = try await flask.verify(&copy, TokenRequirements([]).optional)
            let result: JSONObject = [
                "alg": flask.header(of: token)["alg"] ?? .null, "sub": flask.claims(of: token)["sub"] ?? .null,
            ]
            let body: JSONObject = ["result": token == nil ? .null : .object(result)]
            let response = try body.response(from: request, context: context)
            return renewsTokens ? try await TokenRenewal(flask).renew(token, in: response) : response
        }
        routes.get("unprotected-identity") { _, context -> JSONObject in
            guard let identity = flask.identity(of: context.token) else { return ["raised": true] }
            return ["identity": identity]
        }
    }

    private func describe(_ token: VerifiedToken?) -> JSONObject {
        [
            "header": .object(flask.header(of: token)), "claims": .object(flask.claims(of: token)),
            "identity": identity(token), "location": location(token),
        ]
    }
}

/// A user that can be shown.
protocol JSONShowing: Sendable {
    var json: JSONValue { get }
}

extension JSONValue: JSONShowing {
    var json: JSONValue { self }
}
