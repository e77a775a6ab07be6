#if Server
import MapaeJOSE

extension ClientEdit {
    /// What becomes of an address that a client has once or not at all.
    package enum Address: Sendable, Hashable {
        /// It is this one from now on.
        case set(String)
        /// There is none any more.
        case removed
    }

    /// Changes what the server asks at the client: where its keys are, and where it is told of logouts.
    ///
    /// What the client had stays its own, also where the settings would not let it be added now: who asks there decides again.
    /// - Parameters:
    ///   - members: The client's metadata.
    ///   - allowsLoopback: Whether a new address may be on this machine.
    /// - Throws: ``ServerError`` `client`.
    func changeAddresses(_ members: inout JSONObject, allowsLoopback: Bool) throws(ServerError) {
        try Self.change(&members, "jwks_uri", "jwks-uri", keysURI, allowsLoopback)
        try Self.change(
            &members, "backchannel_logout_uri", "backchannel-logout-uri", backchannelLogoutURI, allowsLoopback)
        if case .set? = keysURI {
            guard keys == nil else {
                throw ServerError(.client, "--jwks-uri and --jwks: give one of them; it takes the place of the other.")
            }
            members["jwks"] = nil
        }
        if let keys {
            members["jwks"] = keys
            members["jwks_uri"] = nil
        }
    }

    private static func change(
        _ members: inout JSONObject, _ name: String, _ flag: String, _ address: Address?, _ allowsLoopback: Bool
    ) throws(ServerError) {
        switch address {
        case .set(let text)?:
            try ClientFlags().checkAskedAddress(text, flag, allowsLoopback: allowsLoopback)
            members[name] = .string(text)
        case .removed?:
            guard members[name] != nil else {
                throw ServerError(.client, "--no-\(flag): the client has none. See: mapae clients show ID")
            }
            members[name] = nil
        case nil: break
        }
    }
}
#endif
