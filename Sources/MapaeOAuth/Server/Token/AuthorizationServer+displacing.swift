import MapaeStore

extension AuthorizationServer {
    /// The most grants that a client has of one user: an application that asks anew at each start must not fill the store, nor the list
    /// that its user looks at.
    static var maximumGrants: Int { 20 }

    /// Ends as many grants of the same user and client as are too many, after one has begun: those first that were used least lately.
    ///
    /// The new one has been given out, so that nothing of this may fail it: where the store does, the next grant makes room.
    func makeRoom(beside grant: SessionRecord?) async {
        guard let grant, let clientID = grant.clientID,
            let sessions = try? await asking({ try await store.sessions(of: grant.subject) })
        else { return }
        let others = sessions.filter { $0.isGrant(for: clientID) && !GrantRules.same($0.id, grant.id) }
        for old in others.leastUsedFirst.prefix(max(0, others.count + 1 - Self.maximumGrants)) {
            _ = try? await end(grant: old.id, of: clientID, .grantDisplaced)
        }
    }
}
