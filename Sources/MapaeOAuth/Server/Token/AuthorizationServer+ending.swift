import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// Ends all grants that a user has given in a login and that do not outlive it: call it when that login ends.
    ///
    /// Without, they end when their client refreshes; their access tokens live until then.
    /// - Parameters:
    ///   - loginID: The id of the login's session.
    ///   - subject: Whose it is.
    /// - Returns: The ids of the grants that have ended.
    /// - Throws: ``OAuthError`` `temporarily_unavailable` when the store fails. Some may have ended then.
    @discardableResult
    public func endGrants(ofLogin loginID: String, of subject: String) async throws(OAuthError) -> [String] {
        let grants = try await asking { try await store.sessions(of: subject) }
            .filter { $0.clientID != nil && GrantRules.same($0.loginID, loginID) }
        var ended: [String] = []
        for grant in grants {
            if try await end(grant: grant.id, of: grant.clientID, .grantEnded) { ended.append(grant.id) }
        }
        return ended
    }

    /// Ends a grant.
    /// - Parameters:
    ///   - id: The grant.
    ///   - clientID: The client whose it must be. Another's is left alone.
    ///   - kind: What is said of it.
    /// - Returns: Whether there was one.
    /// - Throws: ``OAuthError`` `temporarily_unavailable`; nothing has ended then.
    @discardableResult
    func end(grant id: String, of clientID: String?, _ kind: OAuthEvent.Kind) async throws(OAuthError) -> Bool {
        let now = now
        let change = try await asking {
            try await store.change(session: id) { [grantRules, recording] record -> SessionChange<String?> in
                guard let record, let clientID, GrantRules.same(record.clientID, clientID) else {
                    return SessionChange(.keep, outcome: nil)
                }
                let event = OAuthEvent(kind, at: now, clientID: clientID, grantID: id, subject: record.subject)
                return SessionChange(
                    .remove, revoking: [record.revocation(at: now, grantRules)],
                    recording: recording(event).map { [$0] } ?? [], outcome: record.subject)
            }
        }
        learn(change.revocations)
        guard let subject = change.outcome else { return false }
        report(OAuthEvent(kind, at: now, clientID: clientID, grantID: id, subject: subject))
        return true
    }
}
