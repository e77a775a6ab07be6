import MapaeStore

/// What a user has agreed to for a device, as the decision of its record holds it.
enum DeviceDecision {
    static func json(_ authorization: GrantedAuthorization) -> [UInt8] { StoredMembers.json(authorization.members) }

    /// - Throws: `StoreError` `corrupt`.
    static func authorization(_ json: [UInt8]) throws(StoreError) -> GrantedAuthorization {
        try GrantedAuthorization(StoredMembers(json))
    }
}
