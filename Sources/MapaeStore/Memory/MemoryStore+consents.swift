import Synchronization

extension MemoryStore {
    /// Finds what a user has allowed a client.
    public func consent(of subject: String, for clientID: String) async throws -> ConsentRecord? {
        state.withLock { $0.consents[Key(subject.utf8), Key(clientID.utf8)] }
    }

    /// All that a user has allowed, by the bytes of the clients' ids.
    public func consents(of subject: String) async throws -> [ConsentRecord] {
        state.withLock { $0.consents.all(of: Key(subject.utf8)) }
    }

    /// Reads what a user has allowed a client, decides, and writes it, all behind one lock.
    @discardableResult
    public func change(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        _ body: @Sendable (ConsentRecord?) -> ConsentRecord
    ) async throws -> ConsentRecord? {
        state.withLock { state in
            guard state.clients.contains(clientID) else { return nil }
            let (user, client) = (Key(subject.utf8), Key(clientID.utf8))
            let known = state.consents[user, client]
            let consent = body(known).of(subject, for: clientID, since: known?.createdAt)
            state.consents.put(consent, user, client)
            state.audit.add(records)
            return consent
        }
    }

    /// Takes back what a user has allowed a client.
    public func withdraw(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        ending: @Sendable (SessionRecord) -> SessionEnding
    ) async throws -> [Revocation]? {
        let (subject, client) = (Key(subject.utf8), Key(clientID.utf8))
        return state.withLock { state in
            state.codes.removeUnused(of: client, subject: subject)
            state.deviceCodes.removeAll(of: client, subject: subject)
            let hadConsent = state.consents.remove(subject, client)
            let loggedOut = state.sessions.clientLogins.logOut(subject, at: client)
            let endings = state.sessions.endGrants(for: client, subject: subject, ending)
            guard hadConsent || loggedOut > 0 || !endings.isEmpty else { return nil }
            state.audit.add(endings.flatMap(\.records) + records)
            return endings.map(\.revocation)
        }
    }
}
