import MapaeJOSE
import MapaeStore

extension GrantedAuthorization {
    /// As it is stored.
    var members: JSONObject {
        var object: JSONObject = ["scope": .string(scopes.description), "auth_time": .integer(authTime)]
        object["resources"] = StoredMembers.list(resources.map(\.text))
        object["acr"] = acr.map { .string($0) }
        object["amr"] = StoredMembers.list(amr)
        object["userinfo_claims"] = StoredMembers.list(userInfoClaims)
        object["id_token_claims"] = StoredMembers.list(idTokenClaims)
        return object
    }

    /// What was stored.
    /// - Throws: `StoreError` `corrupt`.
    init(_ stored: StoredMembers) throws(StoreError) {
        scopes = try stored.scopes("scope")
        resources = try stored.resources("resources")
        authTime = try stored.required(stored.integer("auth_time"))
        acr = try stored.text("acr")
        amr = try stored.texts("amr")
        userInfoClaims = try stored.texts("userinfo_claims")
        idTokenClaims = try stored.texts("id_token_claims")
    }
}
