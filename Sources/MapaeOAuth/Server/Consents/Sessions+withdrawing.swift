package import Mapae
package import MapaeStore

extension Sessions {
    /// Takes back what a user has allowed a client, in one step of the store: the consent goes, all grants of the client end with
    /// their tokens, and nothing comes of what is under way.
    /// - Parameters:
    ///   - subject: The user.
    ///   - clientID: The client.
    ///   - store: The store of these sessions.
    ///   - actor: Who does it, for the audit log.
    ///   - network: From where.
    ///   - recording: Makes of the event what the audit log remembers, in the same step.
    /// - Returns: What has happened, and how many grants have ended; `nil` where there was nothing to take back.
    /// - Throws: `StoreError`, `CancellationError`; nothing is changed then.
    package func withdraw(
        consentOf subject: String, for clientID: String, in store: any OAuthStore, by actor: String,
        network: String? = nil, recording: (OAuthEvent) -> AuditRecord?
    ) async throws -> (event: OAuthEvent, endedGrants: Int)? {
        let event = OAuthEvent(
            .consentWithdrawn, at: authority.clock.now(), clientID: clientID, subject: subject, actor: actor,
            network: network)
        let ender = SessionEnder(actor, network: network, reason: "\(event.kind)")
        let ended = try await store.withdraw(
            consentOf: subject, for: clientID, recording: recording(event).map { [$0] } ?? [],
            ending: sweep(by: ender).ending)
        guard let ended else { return nil }
        refuse(ended)
        // Also without a grant there may be a login at the client, which is to be told at once.
        if ended.isEmpty { endings.ring() }
        return (event, ended.count)
    }
}
