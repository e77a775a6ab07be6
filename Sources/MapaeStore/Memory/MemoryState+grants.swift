extension MemoryState {
    typealias Key = MemoryStore.Key

    /// What is true of a code.
    func context(of code: CodeRecord) -> GrantContext {
        context(subject: code.subject, loginID: code.loginID, grantID: code.grantID, clientID: code.clientID)
    }

    /// What is true of a device's request.
    func context(of request: DeviceCodeRecord) -> GrantContext {
        context(
            subject: request.subject, loginID: request.loginID, grantID: request.grantID, clientID: request.clientID)
    }

    private func context(subject: String?, loginID: String?, grantID: String, clientID: String) -> GrantContext {
        let login = loginID.flatMap { sessions[Key($0.utf8)] }
        let grant = sessions[Key(grantID.utf8)]
        return GrantContext(
            epoch: subject.map { sessions.epoch(of: Key($0.utf8)) } ?? 0,
            login: login.flatMap { $0.isLogin(of: subject) ? $0 : nil },
            grant: grant.flatMap { $0.isGrant(for: clientID) ? $0 : nil }, hasClient: clients.contains(clientID))
    }

    /// Refuses a step whose tokens cannot be added, before anything of it is done.
    func check(_ tokens: [OpaqueTokenRecord]) throws(StoreError) {
        var seen: Set<Key> = []
        for token in tokens {
            guard sessions.tokens[token.digest] == nil, seen.insert(token.digest).inserted else {
                throw StoreError(.failed, "the digest of a new token is taken")
            }
        }
    }

    /// Adds tokens that have passed ``check(_:)``, as far as there is what they belong to.
    mutating func add(_ tokens: [OpaqueTokenRecord]) {
        for token in tokens where clients.contains(token.clientID) {
            if let grantID = token.grantID {
                guard sessions[Key(grantID.utf8)]?.isGrant(for: token.clientID) ?? false else { continue }
            }
            sessions.tokens.insert(token)
        }
    }

    /// Whether there is what a token belongs to.
    func isAlive(_ token: OpaqueTokenRecord) -> Bool {
        guard clients.contains(token.clientID) else { return false }
        guard let grantID = token.grantID else { return true }
        guard let grant = sessions[Key(grantID.utf8)], grant.isGrant(for: token.clientID) else { return false }
        guard let loginID = grant.loginID else { return true }
        return sessions[Key(loginID.utf8)]?.isLogin(of: grant.subject) ?? false
    }

    /// Does what comes of a grant. The tokens have passed ``check(_:)``.
    mutating func apply(_ effects: GrantEffects) {
        if let id = effects.endingID { sessions.removeGrant(Key(id.utf8)) }
        if let grant = effects.beginning { sessions.begin(grant) }
        if let login = effects.clientLogin, clients.contains(login.clientID) { sessions.clientLogins.insert(login) }
        add(effects.tokens)
        for revocation in effects.revocations { sessions.revocations.add(revocation) }
        audit.add(effects.records)
    }

    /// Removes a client that there is, with all that it was given.
    mutating func remove(client: Key, _ ending: (SessionRecord) -> SessionEnding) -> [SessionEnding] {
        clients.remove(client)
        codes.removeAll(of: client)
        deviceCodes.removeAll(of: client)
        consents.removeAll(for: client)
        pushedRequests = pushedRequests.filter { !$0.value.clientID.utf8.elementsEqual(client) }
        sessions.clientLogins.removeAll(of: client)
        let endings = sessions.endGrants(for: client, subject: nil, ending)
        sessions.tokens.removeAll(ofClient: client)
        return endings
    }
}
