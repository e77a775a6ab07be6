import MapaeJOSE
import MapaeStore

/// What a device has asked for (RFC 8628 §3.1), as the details of its record hold it.
struct DeviceRequestDetails: Sendable, Hashable {
    /// The scopes.
    var scopes: ScopeList
    /// The resources.
    var resources: [ResourceIndicator]

    init(scopes: ScopeList, resources: [ResourceIndicator]) {
        self.scopes = scopes
        self.resources = resources
    }

    /// - Throws: `StoreError` `corrupt`.
    init(_ json: [UInt8]) throws(StoreError) {
        let stored = try StoredMembers(json)
        scopes = try stored.scopes("scope")
        resources = try stored.resources("resources")
    }

    var json: [UInt8] {
        var object: JSONObject = ["scope": .string(scopes.description)]
        object["resources"] = StoredMembers.list(resources.map(\.text))
        return StoredMembers.json(object)
    }
}
