public import MapaeStore

extension SQLStore {
    /// Finds what a user has allowed a client.
    /// - Parameters:
    ///   - subject: The user.
    ///   - clientID: The client.
    /// - Returns: The consent, or `nil`.
    /// - Throws: `StoreError`.
    public func consent(of subject: String, for clientID: String) async throws -> ConsentRecord? {
        guard Self.isStorable(subject), Self.isStorable(clientID) else { return nil }
        return try await database.read { try ConsentRows.consent(of: subject, for: clientID, $0) }
    }

    /// All that a user has allowed, by the bytes of the clients' ids.
    /// - Parameter subject: The user.
    /// - Returns: The consents.
    /// - Throws: `StoreError`.
    public func consents(of subject: String) async throws -> [ConsentRecord] {
        guard Self.isStorable(subject) else { return [] }
        return try await database.read { try ConsentRows.consents(of: subject, $0) }
    }

    /// Reads what a user has allowed a client, decides, and writes it, all in one transaction.
    /// - Parameters:
    ///   - subject: The user.
    ///   - clientID: The client.
    ///   - records: What is written into the audit log in the same transaction.
    ///   - body: Decides; it gets `nil` when there was no consent.
    /// - Returns: What is allowed from now on; `nil`, and nothing is changed, where there is no such client.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    @discardableResult
    public func change(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        _ body: @Sendable (ConsentRecord?) -> ConsentRecord
    ) async throws -> ConsentRecord? {
        guard Self.isStorable(clientID) else { return nil }
        return try await database.write { connection in
            guard try ClientRows.lock(clientID, connection) else { return nil }
            let known = try ConsentRows.consent(of: subject, for: clientID, connection)
            let consent = body(known).of(subject, for: clientID, since: known?.createdAt)
            try ConsentRows.put(consent, connection)
            try AuditRows.add(records, connection)
            return consent
        }
    }

    /// Takes back what a user has allowed a client, with all that came of it.
    /// - Parameters:
    ///   - subject: The user.
    ///   - clientID: The client.
    ///   - records: What is written into the audit log in the same transaction, where there was anything to take back.
    ///   - ending: What the end of each grant leaves behind.
    /// - Returns: What was revoked, the oldest grant first; `nil` where there was neither a consent, nor a grant, nor a login at the client.
    /// - Throws: `StoreError`; with the code `failed` when a text holds a NUL, which no database here can keep.
    public func withdraw(
        consentOf subject: String, for clientID: String, recording records: [AuditRecord],
        ending: @Sendable (SessionRecord) -> SessionEnding
    ) async throws -> [Revocation]? {
        guard Self.isStorable(subject), Self.isStorable(clientID) else { return nil }
        return try await database.write { connection in
            _ = try ClientRows.lock(clientID, connection)
            // What leads to a grant first: that waits for whoever is just exchanging it, and then the grant is seen.
            try CodeRows.removeUnused(of: clientID, subject: subject, connection)
            try DeviceCodeRows.removeAll(of: clientID, subject: subject, connection)
            let hadConsent = try ConsentRows.remove(of: subject, for: clientID, connection)
            let loggedOut = try ClientLoginRows.logOut(subject, at: clientID, connection)
            let ended = try SessionRows.endGrants(to: clientID, of: subject, ending, connection)
            guard hadConsent || loggedOut > 0 || !ended.isEmpty else { return nil }
            try AuditRows.add(records, connection)
            return ended
        }
    }
}
