#if Server
package import HummingbirdMapae
package import MapaeStore

extension UserRecord {
    /// The user as it sees itself; times are seconds since 1970-01-01T00:00:00Z.
    var ownView: JSONObject {
        var view: JSONObject = ["id": .string(id), "username": .string(username)]
        if let email { view["email"] = .string(email) }
        view["created_at"] = .integer(createdAt)
        return view
    }

    /// The user as an administrator sees it: never the hash of the password.
    package var adminView: JSONObject {
        var view = ownView
        view["roles"] = .array(roles.map { .string($0) })
        view["has_password"] = .bool(passwordHash != nil)
        view["password_changed_at"] = .integer(passwordChangedAt)
        view["disabled_at"] = disabledAt.map { .integer($0) } ?? .null
        return view
    }
}
#endif
