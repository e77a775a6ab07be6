import MapaeJOSE
import MapaeStore

/// How a user has logged in, as the claims of the login's session hold it.
struct LoginClaims: Sendable {
    var authTime: Int64
    var acr: String?
    var amr: [String]

    init(authTime: Int64, acr: String?, amr: [String]) {
        self.authTime = authTime
        self.acr = acr
        self.amr = amr
    }

    /// - Throws: `StoreError` `corrupt`.
    init(_ json: [UInt8]) throws(StoreError) {
        let stored = try StoredMembers(json)
        authTime = try stored.required(stored.integer("auth_time"))
        acr = try stored.text("acr")
        amr = try stored.texts("amr")
    }

    var json: [UInt8] {
        var object: JSONObject = ["auth_time": .integer(authTime)]
        object["acr"] = acr.map { .string($0) }
        object["amr"] = StoredMembers.list(amr)
        return StoredMembers.json(object)
    }
}
