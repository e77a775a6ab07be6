#if Server
package import HummingbirdMapae
package import MapaeStore

extension Session {
    /// The session as its user sees it, a login or a grant to a client; times are seconds since 1970-01-01T00:00:00Z.
    /// - Parameter current: The id of the session in which it is looked at.
    func view(current: String?) -> JSONObject {
        var view: JSONObject = ["id": .string(id)]
        if let clientID { view["client_id"] = .string(clientID) }
        if let device { view["device"] = .string(device) }
        if let network { view["network"] = .string(network) }
        view["created_at"] = .integer(createdAt.seconds)
        view["used_at"] = .integer(usedAt.seconds)
        view["ends_at"] = .integer(endsAt.seconds)
        view["current"] = .bool(current.map { $0.utf8.elementsEqual(id.utf8) } ?? false)
        return view
    }
}

extension SessionRecord {
    /// The session as an administrator sees it.
    package var adminView: JSONObject {
        var view: JSONObject = ["id": .string(id), "user_id": .string(subject)]
        if let clientID { view["client_id"] = .string(clientID) }
        if let device { view["device"] = .string(device) }
        if let network { view["network"] = .string(network) }
        view["created_at"] = .integer(createdAt)
        view["used_at"] = .integer(usedAt)
        view["ends_at"] = .integer(endsAt)
        if !scope.isEmpty { view["scope"] = .string(scope) }
        return view
    }
}
#endif
