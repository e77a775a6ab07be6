import Mapae
import MapaeJOSE
import MapaeStore

extension AuthorizationServer {
    /// Takes back what a user has allowed a client: the consent goes, and with it all grants of the client and their tokens. The client
    /// has to ask again. Where there is nothing it does nothing.
    ///
    /// JWTs die at once where revocations are looked at, as at this server; whoever checks them without takes them until they expire.
    /// - Parameters:
    ///   - subject: The user, who does it.
    ///   - clientID: The client's id.
    /// - Returns: Whether there was anything.
    /// - Throws: ``OAuthError`` `temporarily_unavailable` when the store fails; nothing is taken back then.
    @discardableResult
    public func withdraw(consentOf subject: String, for clientID: String) async throws(OAuthError) -> Bool {
        let done = try await asking {
            try await sessions.withdraw(
                consentOf: subject, for: clientID, in: store, by: subject, network: network, recording: recording)
        }
        guard let done else { return false }
        report(done.event)
        return true
    }

    /// The clients that have something of a user, by the bytes of their ids.
    /// - Parameter subject: The user's id.
    /// - Throws: ``OAuthError`` `temporarily_unavailable` when the store fails.
    package func clients(of subject: String) async throws(OAuthError) -> [(client: Client, access: ClientAccess)] {
        let consents = try await asking { try await store.consents(of: subject) }
        let sessions = try await asking { try await store.sessions(of: subject) }
        var found: [(client: Client, access: ClientAccess)] = []
        for access in ClientAccess.list(consents, sessions, at: now.seconds) {
            // One that was removed meanwhile has nothing any more. No document is fetched: one that is gone must not keep its user, who
            // may want to take everything back for just that, from the list.
            guard let id = ClientID(access.clientID), let client = try await storedClient(id) else { continue }
            found.append((client, access))
        }
        return found
    }
}
