#if Server
package import MapaeJOSE
import MapaeOAuth
import MapaeStore

/// What a client has of a user, as an operator sees it.
package struct AccessView: Sendable {
    /// The user's id.
    package let userID: String
    /// The user's name.
    package let username: String
    /// The client's id.
    package var clientID: String { access.clientID }
    /// Since when, in seconds since 1970-01-01T00:00:00Z.
    package var since: Int64 { access.since }
    /// The scopes, with one space between.
    package var scope: String { access.scopes.joined(separator: " ") }
    /// How many grants go on.
    package var grants: Int { access.grants }

    private let access: ClientAccess

    init(_ user: UserRecord, _ access: ClientAccess) {
        userID = user.id
        username = user.username
        self.access = access
    }

    /// Its members for programs.
    package var json: JSONObject {
        var json: JSONObject = [
            "user_id": .string(userID), "username": .string(username), "client_id": .string(clientID),
            "scope": .string(scope), "created_at": .integer(since), "grants": .integer(Int64(grants)),
        ]
        if !access.resources.isEmpty { json["resources"] = .array(access.resources.map { .string($0) }) }
        return json
    }
}
#endif
