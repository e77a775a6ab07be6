#if Server
import HummingbirdMapae
import MapaeAccounts
import MapaeOAuth
import MapaeStore

extension Administration {
    /// Calls a closure with each client that has something of a user, user by user.
    /// - Parameters:
    ///   - name: The name of the only user who counts; all unless told.
    ///   - clientID: The id of the only client that counts; all unless told.
    ///   - body: Gets each.
    /// - Throws: ``ServerError`` `no_user`, `no_client`; what the closure throws.
    package func eachAccess(
        ofUserNamed name: String? = nil, forClient clientID: String? = nil, _ body: (AccessView) throws -> Void
    ) async throws {
        if let clientID { _ = try await client(clientID) }
        if let name { return try await eachAccess(of: try await user(named: name), clientID, body) }
        var last: String?
        while true {
            let page = try await server.accounts.users(after: last, limit: 500)
            for user in page { try await eachAccess(of: user, clientID, body) }
            guard let id = page.last?.id else { return }
            last = id
        }
    }

    private func eachAccess(
        of user: UserRecord, _ clientID: String?, _ body: (AccessView) throws -> Void
    ) async throws {
        let consents = try await server.store.consents(of: user.id)
        let sessions = try await server.store.sessions(of: user.id)
        for access in ClientAccess.list(consents, sessions, at: server.logins.now().seconds)
        where clientID.map({ $0.utf8.elementsEqual(access.clientID.utf8) }) ?? true {
            try body(AccessView(user, access))
        }
    }

    /// Takes back what a user has allowed a client, with all that came of it.
    /// - Returns: How many grants have ended.
    /// - Throws: ``ServerError`` `no_user`, `no_client`; `no_consent` where there was nothing.
    package func withdraw(userNamed name: String, clientID: String) async throws -> Int {
        let user = try await user(named: name)
        _ = try await client(clientID)
        let done = try await server.sessions.withdraw(
            consentOf: user.id, for: clientID, in: server.store, by: Self.actor
        ) { $0.recorded }
        guard let done else {
            throw ServerError(
                .noConsent, "This client has nothing of this user. What clients have: mapae consents list")
        }
        return done.endedGrants
    }
}
#endif
