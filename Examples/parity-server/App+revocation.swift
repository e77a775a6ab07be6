import Hummingbird
import HummingbirdMapae
import MapaeFlask

extension App {
    func addRevocationRoutes(to routes: Routes) {
        let (flask, revoked) = (flask, revoked)
        guarded(routes, "logout").delete { _, context -> JSONObject in
            revoked.insert(flask.claims(of: context.token)["jti"])
            return ["msg": "JWT revoked"]
        }
        guarded(routes, "logout-any", .anyType).delete { _, context -> JSONObject in
            let claims = flask.claims(of: context.token)
            revoked.insert(claims["jti"])
            let type = claims["type"]?.string ?? ""
            return ["msg": .string("\(type.prefix(1).uppercased())\(type.dropFirst()) token successfully revoked")]
        }
        routes.post("reset-revocations") { _, _ -> JSONObject in
            revoked.removeAll()
            return ["reset": true]
        }
    }
}
